import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { RequestOutput } from '../../shared/contract/index';
import type { RunRow } from '../../shared/contract/runs';
import { act, ask } from '../app/client';
import { count } from '../app/words';
import { Segmented } from '../components/segmented';
import { useRuns } from './runs-state';

type Pictures = RequestOutput<'runs.pictures'>;

/** What the network said of the same validation patches through the run, the labels at the end. */
export function PatchStrip({ row }: { row: RunRow }): ReactNode {
  const [patch, setPatch] = useState(0);
  const [shown, setShown] = useState<{ stamp: string; pictures: Pictures } | null>(null);
  // A validation makes new ones.
  const validations = useRuns(
    ({ entries }) => entries.get(row.id)?.filter(({ event }) => event.type === 'validated').length ?? 0,
  );
  const { id, status } = row;
  const stamp = `${id} ${status} ${validations}`;
  useEffect(() => {
    let isCurrent = true;
    act(async () => {
      const pictures = await ask('runs.pictures', { run: id });
      if (isCurrent) setShown({ stamp, pictures });
    });
    return () => {
      isCurrent = false;
    };
  }, [id, stamp]);
  // Those of another run are gone at once, those of this one stay until there are newer ones.
  const pictures = shown?.stamp.startsWith(`${id} `) === true ? shown.pictures : [];
  if (pictures.length === 0) return null;
  const patches = [...new Set(pictures.map(({ patch }) => patch))];
  const shownPatch = patches.includes(patch) ? patch : patches[0];
  return (
    <section className="train-card patch-card" aria-label="The same validation patch through the run">
      <header className="patch-head">
        <h2>The same validation patch through the run</h2>
        {patches.length > 1 && (
          <Segmented
            label="Which patch"
            value={String(shownPatch)}
            choices={patches.map((one) => ({ value: String(one), words: `Patch ${one + 1}` }))}
            onChange={(value) => setPatch(Number(value))}
          />
        )}
      </header>
      <ul className="patch-row">
        {pictures
          .filter((picture) => picture.patch === shownPatch)
          .map(({ step, png }) => (
            <PatchPicture key={step ?? 'labels'} png={png} words={step === null ? 'labels' : `step ${count(step)}`} />
          ))}
      </ul>
    </section>
  );
}

function PatchPicture({ png, words }: { png: Uint8Array<ArrayBuffer>; words: string }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const draw = async (): Promise<void> => {
      const bitmap = await createImageBitmap(new Blob([png], { type: 'image/png' }));
      const place = canvas.current;
      if (place !== null) {
        place.width = bitmap.width;
        place.height = bitmap.height;
        place.getContext('2d')?.drawImage(bitmap, 0, 0);
      }
      bitmap.close();
    };
    act(draw);
  }, [png]);
  return (
    <li>
      <figure className="patch-picture">
        <canvas
          ref={canvas}
          role="img"
          aria-label={words === 'labels' ? 'The labels' : `What was predicted at ${words}`}
        />
        <figcaption>{words}</figcaption>
      </figure>
    </li>
  );
}

import { Download } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { MAPS_A_SAVE, type WeightFormat } from '../../shared/contract/weights';
import type { ImageId } from '../../shared/ids';
import { act, ask } from '../app/client';
import { currentImage } from '../app/current-image';
import { useNotices } from '../app/notices';
import { counted } from '../app/words';
import { useWorkspace } from '../app/workspace';
import { Button } from '../components/button';
import { ChoiceRow } from '../components/choice-row';
import { ProgressBar } from '../components/progress-bar';
import { Section } from '../components/section';
import { askIds, totalOf, useImages } from '../images/images-state';

const formats: readonly { value: WeightFormat; words: string }[] = [
  { value: 'png', words: 'Picture (PNG)' },
  { value: 'npy', words: 'Array (.npy)' },
  { value: 'tiff', words: '32-bit TIFF' },
];

/** Writes the maps as files: of the image in hand, or of all in the list. */
export function SaveSection(): ReactNode {
  const [format, setFormat] = useState<WeightFormat>('png');
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const total = useImages(totalOf);
  const save = async (idsOf: () => Promise<readonly ImageId[]>): Promise<void> => {
    try {
      await saveMaps(await idsOf(), format, setProgress);
    } finally {
      setProgress(null);
    }
  };
  return (
    <Section title="Save maps">
      <div className="weights-rows">
        <ChoiceRow<WeightFormat>
          label="As"
          hint="A picture has the colours of the screen; the others hold the weights themselves, 32 bits a pixel."
          value={format}
          choices={formats}
          onChange={setFormat}
        />
      </div>
      <div className="save-buttons">
        <Button icon={Download} disabled={progress !== null} onClick={() => act(() => save(async () => inHand()))}>
          This image
        </Button>
        <Button disabled={progress !== null || total === 0} onClick={() => act(() => save(() => askIds(0, total)))}>
          {total === 1 ? 'All 1 image' : `All ${total} images`}
        </Button>
      </div>
      {progress !== null && <ProgressBar label="Maps saved" value={progress.done} of={progress.total} />}
    </Section>
  );
}

function inHand(): ImageId[] {
  const image = currentImage();
  return image === null ? [] : [image.id];
}

/** A few at a time, so that it can be seen how far it is. */
async function saveMaps(
  ids: readonly ImageId[],
  format: WeightFormat,
  onProgress: (progress: { done: number; total: number }) => void,
): Promise<void> {
  if (ids.length === 0) return;
  const [folder] = (await ask('app.chooseFolder', { purpose: 'weight-maps' })).paths;
  if (folder === undefined) return;
  const { weighting } = useWorkspace.getState();
  const files: string[] = [];
  const failed: string[] = [];
  for (let at = 0; at < ids.length; at += MAPS_A_SAVE) {
    onProgress({ done: at, total: ids.length });
    const images = ids.slice(at, at + MAPS_A_SAVE);
    const saved = await ask('weights.save', { images, weighting, format, folder });
    files.push(...saved.files);
    failed.push(...saved.failed.map(({ name, problem }) => `${name}: ${problem.message}`));
  }
  const rest = failed.length === 0 ? '' : ` ${counted(failed.length, 'image')} left out, the first: ${failed[0]}`;
  useNotices.getState().showDone(`Saved ${counted(files.length, 'weight map')} in ${folder}.${rest}`);
}

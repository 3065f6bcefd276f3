import { type ReactNode, useEffect, useState } from 'react';
import type { ImageRow, ImageValues } from '../../shared/contract/images';
import { ask } from '../app/client';
import { keep, useWorkspace } from '../app/workspace';
import { isDeep } from '../canvas/windowed-image';
import { RangeRow } from '../components/range-row';
import { Segmented } from '../components/segmented';

const HINT = 'Which values are black and which white, for looking only: what is trained on stays as it is.';

/** The window on the values of images of more than 8 bits, one for all of the project. */
export function WindowRows({ image }: { image: ImageRow }): ReactNode {
  const chosen = useWorkspace((state) => state.displayWindow);
  const values = useValues(image);
  if (!isDeep(image) || values === null) return null;
  const window = chosen ?? values.automatic;
  const range = window.ranges[0] ?? { lo: 0, hi: 1 };
  const min = Math.min(values.lo, range.lo);
  const max = Math.max(values.hi, range.hi);
  const isWhole = image.depth === 16;
  return (
    <>
      <Segmented
        label="Values shown"
        value={chosen === null ? 'automatic' : 'hand'}
        choices={[
          { value: 'automatic', words: 'Automatic' },
          { value: 'hand', words: 'By hand' },
        ]}
        onChange={(mode) => keep({ displayWindow: mode === 'automatic' ? null : values.automatic })}
      />
      {chosen !== null && (
        <RangeRow
          label="Values"
          hint={HINT}
          endNames={['black', 'white']}
          value={[range.lo, range.hi]}
          min={min}
          max={max}
          step={isWhole ? 1 : (max - min) / 1000}
          digits={isWhole ? 0 : 3}
          onSettled={([lo, hi]) => keep({ displayWindow: { ranges: [{ lo, hi }], gamma: chosen.gamma } })}
        />
      )}
    </>
  );
}

function useValues(image: ImageRow): ImageValues | null {
  const [known, setKnown] = useState<{ view: string; values: ImageValues } | null>(null);
  // Other channels of the same image have other values.
  const { id, view } = image;
  const isWanted = isDeep(image);
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    ask('images.values', { id }).then(
      (values) => isCurrent && setKnown({ view, values }),
      // That the picture cannot be read is said over the canvas.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [id, view, isWanted]);
  // The last image's stay until the next one's are there, so that the rows do not jump.
  return known?.values ?? null;
}

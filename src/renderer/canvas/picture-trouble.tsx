import { type ReactNode, useEffect, useState } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { type ProblemData, problemDataSchema } from '../../shared/problem';
import { addressesOf } from './image-picture';

/** Over the canvas: that an image's picture is not shown, and why. */
export function PictureTrouble({ image }: { image: ImageRow }): ReactNode {
  const [problem, setProblem] = useState<ProblemData | null>(null);

  const { small } = addressesOf(image);
  useEffect(() => {
    const abort = new AbortController();
    reasonAt(small, abort.signal).then(setProblem, () => undefined);
    return () => abort.abort();
  }, [small]);

  return (
    <p className="canvas-note selectable" role="status">
      The picture of {image.name} cannot be shown.{' '}
      {problem === null
        ? 'Its file may be missing or no longer the one that was added.'
        : `${problem.message} ${problem.hint}`}
    </p>
  );
}

/** What main says instead of a picture; null where it gives no reason. */
async function reasonAt(address: string, signal: AbortSignal): Promise<ProblemData | null> {
  const response = await fetch(address, { signal });
  if (response.ok) return null;
  const reason = problemDataSchema.safeParse(await response.json());
  return reason.success ? reason.data : null;
}

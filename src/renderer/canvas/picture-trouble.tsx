import { type ReactNode, useEffect, useState } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import type { ProblemData } from '../../shared/problem';
import { pictureAnswer } from '../images/picture-reason';
import { addressesOf } from './image-picture';

/** Over the canvas: that an image's picture is not shown, and why. */
export function PictureTrouble({ image }: { image: ImageRow }): ReactNode {
  const [problem, setProblem] = useState<ProblemData | null>(null);

  const { small } = addressesOf(image);
  useEffect(() => {
    const abort = new AbortController();
    pictureAnswer(small, abort.signal).then(
      (answer) => setProblem(answer.status === 'refused' ? answer.problem : null),
      () => undefined,
    );
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

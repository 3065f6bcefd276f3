import { useEffect, useState } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import type { StepGround } from './step-picture-view';

/** The image under the pictures of its steps: what the filmstrip shows of it. Null until it is there, or where none is. */
export function useStepGround({ thumbnail, width, height }: ImageRow): StepGround | null {
  const [ground, setGround] = useState<{ thumbnail: string; ground: StepGround } | null>(null);
  useEffect(() => {
    let isOver = false;
    const picture = new Image();
    picture.src = thumbnail;
    picture.decode().then(
      () => !isOver && setGround({ thumbnail, ground: { picture, width, height } }),
      // A missing file is said where it matters; the steps are seen without it.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [thumbnail, width, height]);
  return ground?.thumbnail === thumbnail ? ground.ground : null;
}

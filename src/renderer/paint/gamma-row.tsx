import { type ReactNode, useState } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { useIsGammaInPicture } from '../canvas/windowed-image';
import { SliderRow } from '../components/slider-row';
import { setDisplay, useDisplay } from './display-state';

/** One gamma for all images; where a picture is made with it, for each value that a hand rests on and not those it passes. */
export function GammaRow({ image }: { image: ImageRow }): ReactNode {
  const { gamma } = useDisplay();
  const isInPicture = useIsGammaInPicture(image);
  const [dragged, setDragged] = useState<number | null>(null);
  return (
    <SliderRow
      label="Gamma"
      hint="Below 1 the dark is brightened, above 1 darkened. For looking only: what is trained on stays as it is."
      value={dragged ?? gamma}
      min={0.1}
      max={5}
      step={0.05}
      digits={2}
      scale="log"
      onChange={isInPicture ? setDragged : (next) => setDisplay({ gamma: next })}
      onSettled={(settled) => {
        setDragged(null);
        setDisplay({ gamma: settled });
      }}
    />
  );
}

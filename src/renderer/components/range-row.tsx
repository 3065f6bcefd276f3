import { Slider } from '@base-ui/react/slider';
import { type ReactNode, useId, useState } from 'react';
import { Hint } from './hint';

interface RangeRowProps {
  label: string;
  hint: string;
  /** What the two ends are called, for a screen reader. */
  endNames: readonly [string, string];
  value: readonly [number, number];
  min: number;
  max: number;
  step: number;
  digits: number;
  /** The hand has let go. */
  onSettled(value: [number, number]): void;
}

/** A track with two ends, and their numbers. */
export function RangeRow({
  label,
  hint,
  endNames,
  value,
  min,
  max,
  step,
  digits,
  onSettled,
}: RangeRowProps): ReactNode {
  const nameId = useId();
  /** While a hand drags. */
  const [dragged, setDragged] = useState<readonly [number, number] | null>(null);
  const shown = dragged ?? value;
  return (
    <div className="range-row">
      <Hint text={hint}>
        <span className="row-label truncate" id={nameId}>
          {label}
        </span>
      </Hint>
      <Slider.Root
        className="slider"
        aria-labelledby={nameId}
        value={[...shown]}
        min={min}
        max={max}
        step={step}
        largeStep={(max - min) / 20}
        minStepsBetweenValues={1}
        onValueChange={(ends) => setDragged(pairOf(ends))}
        onValueCommitted={(ends) => {
          setDragged(null);
          const pair = pairOf(ends);
          if (pair !== null) onSettled(pair);
        }}
      >
        <Slider.Control className="slider-control">
          <Slider.Track className="slider-track">
            <Slider.Indicator className="slider-filled" />
            {endNames.map((name, index) => (
              <Slider.Thumb key={name} index={index} className="slider-thumb" aria-label={`${label}: ${name}`} />
            ))}
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
      <span className="range-ends">
        {shown[0].toFixed(digits)} – {shown[1].toFixed(digits)}
      </span>
    </div>
  );
}

function pairOf(ends: number | readonly number[]): [number, number] | null {
  if (typeof ends === 'number') return null;
  const [lo, hi] = ends;
  return lo === undefined || hi === undefined ? null : [lo, hi];
}

import type { ReactNode } from 'react';
import { SliderRow, type SliderRowProps } from './slider-row';

interface PercentRowProps extends Omit<SliderRowProps, 'unit' | 'digits' | 'scale' | 'onSettled'> {
  /** 1 for 100 %; `min`, `max` and `step` are in per cent. */
  value: number;
  onChange(share: number): void;
}

/** A share, set in whole per cent. */
export function PercentRow({ value, onChange, ...row }: PercentRowProps): ReactNode {
  return (
    <SliderRow {...row} unit="%" value={Math.round(100 * value)} onChange={(percent) => onChange(percent / 100)} />
  );
}

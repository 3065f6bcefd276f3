import type { ReactNode } from 'react';
import { SliderRow } from './slider-row';

interface OpacityRowProps {
  label?: string;
  hint: string;
  keys?: string | undefined;
  /** 0..1. */
  opacity: number;
  isDisabled?: boolean;
  onChange(opacity: number): void;
}

/** How much of a layer is seen over the image, in per cent. */
export function OpacityRow({
  label = 'Opacity',
  hint,
  keys,
  opacity,
  isDisabled = false,
  onChange,
}: OpacityRowProps): ReactNode {
  return (
    <SliderRow
      label={label}
      hint={hint}
      keys={keys}
      value={Math.round(100 * opacity)}
      min={0}
      max={100}
      step={1}
      unit="%"
      disabled={isDisabled}
      onChange={(percent) => onChange(percent / 100)}
    />
  );
}

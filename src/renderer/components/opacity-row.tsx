import type { ReactNode } from 'react';
import { PercentRow } from './percent-row';

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
    <PercentRow
      label={label}
      hint={hint}
      keys={keys}
      value={opacity}
      min={0}
      max={100}
      step={1}
      disabled={isDisabled}
      onChange={onChange}
    />
  );
}

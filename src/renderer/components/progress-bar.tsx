import type { ReactNode } from 'react';

interface ProgressBarProps {
  /** What is measured, for screen readers. */
  label: string;
  value: number;
  of: number;
}

export function ProgressBar({ label, value, of }: ProgressBarProps): ReactNode {
  const share = of === 0 ? 0 : Math.min(1, value / of);
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={value}
    >
      <span style={{ width: `${100 * share}%` }} />
    </div>
  );
}

import type { ReactNode } from 'react';

/** A hairline at the upper edge of what is being computed, once it takes longer than a moment (150 ms). */
export function BusyLine({ label }: { label: string }): ReactNode {
  return <div className="busy-line" role="progressbar" aria-label={label} />;
}

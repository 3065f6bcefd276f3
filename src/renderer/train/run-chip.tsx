import { Check, CircleDot, CircleSlash, Hourglass, Pause, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunRow } from '../../shared/contract/runs';
import type { RunStatus } from '../../shared/training/run-events';

const looks: Record<RunStatus, { icon: typeof Check; tone: string }> = {
  queued: { icon: Hourglass, tone: 'quiet' },
  preparing: { icon: CircleDot, tone: 'accent' },
  running: { icon: CircleDot, tone: 'accent' },
  finished: { icon: Check, tone: 'good' },
  stopped: { icon: Pause, tone: 'quiet' },
  interrupted: { icon: CircleSlash, tone: 'warn' },
  failed: { icon: TriangleAlert, tone: 'bad' },
};

/** How a run stands, in a word and an icon. */
export function StateChip({ row: { status } }: { row: Pick<RunRow, 'status'> }): ReactNode {
  const { icon: Icon, tone } = looks[status];
  return (
    <span className="run-chip" data-tone={tone}>
      <Icon size={12} aria-hidden="true" />
      {status}
    </span>
  );
}

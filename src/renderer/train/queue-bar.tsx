import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunRow } from '../../shared/contract/runs';
import { readOnlyReason, useOpenProject } from '../app/app-state';
import { act, ask } from '../app/client';
import { count } from '../app/words';
import { Button } from '../components/button';
import { useRuns } from './runs-state';

/** How many runs wait for their turn, and whether they are begun by themselves. */
export function QueueBar({ rows }: { rows: readonly RunRow[] }): ReactNode {
  const folder = useOpenProject()?.folder;
  const isGoing = useRuns(({ queues }) => folder !== undefined && queues.includes(folder));
  const waiting = rows.filter(({ status }) => status === 'queued').length;
  if (waiting === 0) return null;
  const words = waiting === 1 ? '1 run waits' : `${count(waiting)} runs wait`;
  return (
    <div className="queue-bar">
      <p>
        {isGoing
          ? `${words} for ${waiting === 1 ? 'its' : 'their'} turn.`
          : `${words}. Nothing begins by itself until the queue goes on.`}
      </p>
      <Button
        icon={isGoing ? Pause : Play}
        disabled={readOnlyReason() !== null}
        onClick={() => act(() => ask(isGoing ? 'runs.holdQueue' : 'runs.continueQueue', null))}
      >
        {isGoing ? 'Hold the queue' : 'Go on'}
      </Button>
    </div>
  );
}

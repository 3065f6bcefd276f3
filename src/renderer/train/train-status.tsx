import { type ReactNode, useEffect } from 'react';
import { act } from '../app/client';
import { lastStepWords } from './run-words';
import { needEntries, useActiveHere, useRuns } from './runs-state';

/** In the status line while a run of this project goes on: `step 186 of 300 · 0.41 s a step`. */
export function TrainStatus(): ReactNode {
  const run = useActiveHere()?.run ?? null;
  const entries = useRuns((state) => (run === null ? undefined : state.entries.get(run)));
  useEffect(() => {
    if (run !== null) act(() => needEntries(run));
  }, [run]);
  if (run === null) return null;
  return <span>{lastStepWords(entries ?? [])}</span>;
}

import { type ComparisonPlan, type PlannedRun, plannedRuns } from './plan';

/** A run as far as it has come. */
export interface RunSoFar {
  configuration: number;
  seed: number;
  /** Training and scoring together; null until it is scored. */
  seconds: number | null;
}

/** The runs that are still to be trained or scored, in order. */
export function openRuns(
  plan: ComparisonPlan,
  runs: readonly { configuration: number; seed: number; scores: unknown }[],
): PlannedRun[] {
  return plannedRuns(plan).filter(
    (planned) =>
      !runs.some(
        ({ configuration, seed, scores }) =>
          scores !== null && configuration === planned.configuration && seed === planned.seed,
      ),
  );
}

/**
 * Seconds until all runs are done; null while nothing tells. A run yet to come takes as long as those of its own
 * configuration took, else as those of all, else as the one in hand will have.
 * @param current the run in hand with what it has left; it is not among `open`
 */
export function secondsLeft(
  done: readonly RunSoFar[],
  current: { secondsSoFar: number; secondsLeft: number } | null,
  open: readonly Pick<PlannedRun, 'configuration'>[],
): number | null {
  const timed = done.flatMap(({ configuration, seconds }) => (seconds === null ? [] : [{ configuration, seconds }]));
  const mean = (of: readonly { seconds: number }[]): number | null =>
    of.length === 0 ? null : of.reduce((sum, { seconds }) => sum + seconds, 0) / of.length;
  const ofAll = mean(timed) ?? (current === null ? null : current.secondsSoFar + current.secondsLeft);
  if (ofAll === null && open.length > 0) return null;
  return open.reduce(
    (sum, { configuration }) => sum + (mean(timed.filter((run) => run.configuration === configuration)) ?? ofAll ?? 0),
    current?.secondsLeft ?? 0,
  );
}

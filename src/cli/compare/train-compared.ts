import type { ComparedRun, ComparisonRecord } from '../../main/store/comparison-records';
import type { ProjectStore } from '../../main/store/project-store';
import type { RunRecord } from '../../main/store/records';
import { Problem } from '../../shared/problem';
import type { ImageCounts } from '../../shared/training/compare/image-counts';
import type { PlannedRun } from '../../shared/training/compare/plan';
import { unlikeOthers } from '../../shared/training/compare/unlike-others';
import { keptEvents } from '../../shared/training/kept-events';
import type { RunEvent } from '../../shared/training/run-events';
import type { CommandContext } from '../command-context';

export interface ComparedTraining {
  store: ProjectStore;
  comparison: ComparisonRecord;
  planned: PlannedRun;
  context: CommandContext;
  onRun(run: RunRecord): void;
  onEvent(event: RunEvent): void;
}

/**
 * Trains one run of a comparison to its last step, going on where an earlier attempt was stopped, and scores it.
 * @returns null where the person stopped it
 * @throws Problem what ended the run
 */
export async function trainCompared(training: ComparedTraining): Promise<ImageCounts[] | null> {
  const { store, comparison, planned, context, onRun } = training;
  const earlier = comparison.runs.find(
    ({ configuration, seed }) => configuration === planned.configuration && seed === planned.seed,
  );
  const { run, isTrained, resume } = beginning(store, comparison, planned, earlier);
  onRun(run);
  if (!isTrained && !(await train(training, run, resume))) return null;
  const { scoreComparedRun } = await import('../../engine/comparison/score-compared-run');
  try {
    return await scoreComparedRun({
      runFolder: run.folder,
      frozenFolder: comparison.folder,
      scoredOn: comparison.scoredOn,
      signal: context.signal,
    });
  } catch (error) {
    if (context.signal.aborted) return null;
    throw error;
  }
}

function beginning(
  store: ProjectStore,
  comparison: ComparisonRecord,
  planned: PlannedRun,
  earlier: ComparedRun | undefined,
): { run: RunRecord; isTrained: boolean; resume: boolean } {
  const run = earlier?.run ? store.runs.get(earlier.run) : null;
  const isSpoilt = run !== null && store.runs.events(run.id).some(({ event }) => unlikeOthers(event) !== null);
  if (run === null || run.status === 'failed' || isSpoilt) {
    return { run: store.comparisons.startRun(comparison.id, planned), isTrained: false, resume: false };
  }
  if (run.status === 'finished') return { run, isTrained: true, resume: false };
  return { run: store.runs.take(run.id, process.pid), isTrained: false, resume: true };
}

/** Whether it came to its last step. */
async function train(training: ComparedTraining, run: RunRecord, resume: boolean): Promise<boolean> {
  const { store, context, onEvent } = training;
  const { runTraining } = await import('../../engine/training/run');
  const isKept = keptEvents();
  const unlike = new AbortController();
  let problem: Problem | null = null;
  store.runs.change(run.id, { status: 'running', pid: process.pid });
  const finished = await runTraining({
    runFolder: run.folder,
    cacheFolder: context.folders.cache,
    vendorFolder: context.folders.vendor,
    signal: AbortSignal.any([context.signal, unlike.signal]),
    resume,
    onEvent: (event) => {
      if (isKept(event, performance.now())) store.runs.record(run.id, [event]);
      problem ??= unlikeOthers(event);
      if (problem !== null) unlike.abort();
      onEvent(event);
    },
  });
  if (problem !== null) throw problem;
  if (finished.problem) throw Problem.fromData(finished.problem);
  return finished.status === 'finished';
}

import type { ComparisonRecord } from '../../main/store/comparison-records';
import type { ProjectStore } from '../../main/store/project-store';
import type { RunRecord } from '../../main/store/records';
import { type ComparisonEvent, comparisonEventSchema } from '../../shared/contract/results/comparisons';
import { asProblem } from '../../shared/problem';
import { pooledScore } from '../../shared/training/compare/image-counts';
import { type PlannedRun, plannedRuns } from '../../shared/training/compare/plan';
import { openRuns, secondsLeft } from '../../shared/training/compare/progress';
import { comparisonReport } from '../../shared/training/compare/report';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-status';
import { counted, duration, sentenceOf } from '../reporter';
import { describeReport } from './describe-report';
import { trainCompared } from './train-compared';

const STEP_EVERY_MS = 1000;

/**
 * Trains and scores all runs of a comparison that are not scored yet, one after another, then writes the report. A run
 * that fails is noted and the others go on. Sets the exit status.
 * @param out where the report goes; default the comparison's own folder
 */
export async function workThrough(
  store: ProjectStore,
  begun: ComparisonRecord,
  context: CommandContext,
  out?: string,
): Promise<void> {
  const { reporter, signal } = context;
  let comparison = begun;
  const { id, plan } = comparison;
  const open = openRuns(plan, comparison.runs);
  const planned = plannedRuns(plan).length;
  const nameOf = (run: PlannedRun): string => plan.configurations[run.configuration].name;
  const say = (event: ComparisonEvent): void => reporter.streamed(comparisonEventSchema, event, null);
  /** @param later runs after the one in hand */
  const whole = (later: readonly PlannedRun[], current: Parameters<typeof secondsLeft>[1]) => {
    const done = comparison.runs.filter(({ scores }) => scores !== null);
    return { done: done.length, planned, secondsLeft: secondsLeft(done, current, later) };
  };
  say({
    type: 'started',
    comparison: id,
    configurations: plan.configurations.map(({ name }) => name),
    seeds: plan.seeds,
    scoredOn: comparison.scoredOn,
    ...whole(open, null),
  });
  const progress = reporter.progress('Comparing', planned);
  let failures = 0;
  try {
    for (const [index, run] of open.entries()) {
      if (signal.aborted) break;
      const later = open.slice(index + 1);
      const startMs = performance.now();
      const seconds = (): number => (performance.now() - startMs) / 1000;
      const place = { configuration: nameOf(run), seed: run.seed };
      let record: RunRecord | null = null;
      let saidMs = Number.NEGATIVE_INFINITY;
      try {
        const scores = await trainCompared({
          store,
          comparison,
          planned: run,
          context,
          onRun: (made) => {
            record = made;
          },
          onEvent: (event) => {
            if (event.type === 'warned') reporter.note(`warning: ${sentenceOf(event.problem)}`);
            if (event.type !== 'step') return;
            const { step, totalSteps, secondsLeft: left } = event;
            const state = whole(later, { secondsSoFar: seconds(), secondsLeft: left });
            const share = Math.floor(10 * (state.done + step / totalSteps)) / 10;
            const note = `${place.configuration}, seed ${run.seed}, step ${step} of ${totalSteps}`;
            progress.update(share, note, planned, state.secondsLeft);
            if (performance.now() - saidMs < STEP_EVERY_MS) return;
            saidMs = performance.now();
            say({ type: 'step', ...place, run: event.run, step, totalSteps, ...state });
          },
        });
        if (scores === null) break;
        comparison = store.comparisons.end(id, run, { scores, seconds: seconds() });
        const meanIou = pooledScore(scores, 'iou', null);
        const meanBoundaryIou = pooledScore(scores, 'boundary-iou', null);
        const state = whole(later, null);
        say({ type: 'scored', ...place, run: idOf(record), meanIou, meanBoundaryIou, seconds: seconds(), ...state });
        if (!reporter.isJson) {
          reporter.note(
            `${place.configuration}, seed ${run.seed}: mean IoU ${meanIou?.toFixed(3) ?? '–'} in ${duration(seconds())}`,
          );
        }
      } catch (error) {
        const problem = asProblem(error);
        failures++;
        if (record !== null) comparison = store.comparisons.end(id, run, { problem: problem.toJSON() });
        say({ type: 'failed', ...place, run: idOf(record), problem: problem.toJSON(), ...whole(later, null) });
        reporter.note(`failed: ${place.configuration}, seed ${run.seed}: ${sentenceOf(problem)}`);
      }
    }
  } finally {
    progress.stop();
    store.comparisons.release(id);
  }
  const report = comparisonReport(comparison, store.project.read().name);
  const files = store.comparisons.writeReport(id, out);
  const isDone = report.runs.done === planned;
  const status = isDone ? 'finished' : signal.aborted ? 'stopped' : 'incomplete';
  reporter.streamed(
    comparisonEventSchema,
    { type: 'finished', status, files: Object.values(files), ...report },
    `${describeReport(report)}\nReport: ${files.page}`,
  );
  if (!isDone) {
    const left = planned - report.runs.done;
    reporter.note(
      `${id}: ${report.runs.done} of ${counted(planned, 'run')} done. Go on with the other ${left}: maskwright comparisons resume <project> --comparison ${id}`,
    );
  }
  context.status =
    status === 'stopped'
      ? EXIT.stopped
      : failures === 0
        ? EXIT.done
        : report.runs.done > 0
          ? EXIT.someFailed
          : EXIT.nothingDone;
}

const idOf = (run: RunRecord | null): RunRecord['id'] | null => run?.id ?? null;

import type { ActiveRun } from '../../shared/contract/runs';
import type { RunId } from '../../shared/ids';
import type { RunRecord } from '../store/records';

const words: Record<RunRecord['status'], string> = {
  queued: 'waiting',
  preparing: 'unfinished',
  running: 'unfinished',
  finished: 'finished',
  stopped: 'stopped',
  interrupted: 'interrupted',
  failed: 'failed',
};

/**
 * The latest run on a project's card, e.g. `Run 7: mean IoU 0.641`. The card outlives the app, so of a run in progress
 * it keeps what stays true when that ends; {@link trainingSentence} says the rest.
 */
export function runSentence(run: Pick<RunRecord, 'id' | 'status' | 'step' | 'totalSteps' | 'best'>): string {
  const best = run.best?.meanIou;
  if (best === undefined || best === null) return `${nameOf(run.id)}: ${words[run.status]}`;
  const ending = run.status === 'finished' ? '' : `${words[run.status]}, `;
  return `${nameOf(run.id)}: ${ending}mean IoU ${best.toFixed(3)}`;
}

/** A run in progress on its project's card: `Run 7: training, 62 %`. */
export function trainingSentence({ run, step, totalSteps }: Pick<ActiveRun, 'run' | 'step' | 'totalSteps'>): string {
  if (step === 0 || totalSteps === null) return `${nameOf(run)}: preparing`;
  return `${nameOf(run)}: training, ${Math.floor((100 * step) / totalSteps)} %`;
}

function nameOf(run: RunId): string {
  return `Run ${Number(run.replace('run-', ''))}`;
}

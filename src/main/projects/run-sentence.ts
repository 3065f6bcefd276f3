import type { RunRecord } from '../store/records';

const words: Record<RunRecord['status'], string> = {
  preparing: 'preparing',
  running: 'training',
  finished: 'finished',
  stopped: 'stopped',
  interrupted: 'interrupted',
  failed: 'failed',
};

/** The latest run on a project's card, e.g. `Run 7: mean IoU 0.641`. */
export function runSentence(run: Pick<RunRecord, 'id' | 'status' | 'step' | 'totalSteps' | 'best'>): string {
  const name = `Run ${Number(run.id.replace('run-', ''))}`;
  if (run.status === 'running' && run.totalSteps !== null && run.totalSteps > 0) {
    return `${name}: training, ${Math.floor((100 * run.step) / run.totalSteps)} %`;
  }
  const best = run.best?.meanIou;
  if (best === undefined || best === null) return `${name}: ${words[run.status]}`;
  const ending = run.status === 'finished' ? '' : `${words[run.status]}, `;
  return `${name}: ${ending}mean IoU ${best.toFixed(3)}`;
}

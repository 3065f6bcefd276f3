import type { ProjectStore } from '../main/store/project-store';
import type { RunRecord } from '../main/store/records';
import { Problem } from '../shared/problem';
import { keptEvents } from '../shared/training/kept-events';
import { networkSummary } from '../shared/training/network-words';
import { type RunEvent, runEventSchema } from '../shared/training/run-events';
import type { CommandContext } from './command-context';
import { EXIT } from './exit-status';
import { counted, duration, type Progress, sentenceOf } from './reporter';

/** Trains a run in this process, keeps its events in the database and shows them; sets the exit status. */
export async function followRun(
  store: ProjectStore,
  run: RunRecord,
  options: { resume: boolean; trace?: { folder: string; steps: number } | undefined },
  context: CommandContext,
): Promise<void> {
  const { runTraining } = await import('../engine/training/run');
  const { reporter } = context;
  let progress: Progress | null = null;
  const isKept = keptEvents();
  let leftOut = 0;
  store.runs.change(run.id, { status: 'running', pid: process.pid });

  const show = (event: RunEvent): void => {
    reporter.streamed(runEventSchema, event, null);
    switch (event.type) {
      case 'preparing':
        break;
      case 'started': {
        const { parameters, trainingImages, totalSteps, device, estimate } = event;
        const { receptiveFieldPx, objectPx, memoryBytes } = estimate;
        const { network, patch } = run.config;
        if (receptiveFieldPx !== undefined) {
          const facts = { network, parameters, receptiveFieldPx, objectPx, memoryBytes, patchPx: patch };
          reporter.note(networkSummary(facts).join(' '));
        }
        const time = estimate.secondsTotal === null ? '' : `, about ${duration(estimate.secondsTotal)}`;
        reporter.note(`${counted(trainingImages, 'training image')}, ${totalSteps} steps on ${device}${time}.`);
        progress = reporter.progress('Training', totalSteps);
        break;
      }
      case 'step':
        progress?.update(event.step, `loss ${event.loss.toFixed(4)}`);
        break;
      case 'validated':
        reporter.note(describeValidation(event));
        break;
      case 'warned':
        if (event.images && event.problem.code.startsWith('image-')) leftOut += event.images.length;
        reporter.note(`warning: ${sentenceOf(event.problem)}`);
        break;
      case 'saved':
      case 'finished':
        break;
    }
  };

  const finished = await runTraining({
    runFolder: run.folder,
    cacheFolder: context.folders.cache,
    vendorFolder: context.folders.vendor,
    signal: context.signal,
    resume: options.resume,
    ...(options.trace ? { trace: options.trace } : {}),
    onEvent: (event) => {
      if (isKept(event, performance.now())) store.runs.record(run.id, [event]);
      show(event);
    },
  });
  (progress as Progress | null)?.stop();
  if (finished.status === 'failed' && finished.problem) throw Problem.fromData(finished.problem);
  const score = finished.scores?.meanIou;
  if (!reporter.isJson) {
    reporter.note(
      `${run.id} ${finished.status} after ${finished.step} steps and ${duration(finished.seconds)}: ${finished.reason}` +
        (score === null || score === undefined ? '' : ` Mean IoU ${score.toFixed(3)} on validation.`),
    );
  }
  const isStopped = finished.status === 'stopped' && context.signal.aborted;
  context.status = isStopped ? EXIT.stopped : leftOut > 0 ? EXIT.someFailed : EXIT.done;
}

function describeValidation(event: Extract<RunEvent, { type: 'validated' }>): string {
  const scores = event.scores.classes.map(({ name, iou, boundaryIou }) => {
    const boundary = boundaryIou === null ? '' : ` (boundary ${boundaryIou.toFixed(3)})`;
    return iou === null ? `${name} absent` : `${name} IoU ${iou.toFixed(3)}${boundary}`;
  });
  const best = event.isBest ? ' · best so far' : '';
  return `step ${event.step}: validation loss ${event.validationLoss.toFixed(4)} · ${scores.join(' · ')}${best}`;
}

import { Problem } from '../../shared/problem';
import type { RunAct } from '../../shared/training/run-rules';
import type { HandSteering } from './steering';

/** What was asked of the runs that this process trains, by the run's folder, and not taken yet. */
const asked = new Map<string, RunAct[]>();

/** Lets {@link askOfRun} reach a run, until it is closed. */
export function openHand(runFolder: string): HandSteering & { close(): void } {
  asked.set(runFolder, []);
  return {
    take: () => asked.get(runFolder)?.splice(0) ?? [],
    close: () => void asked.delete(runFolder),
  };
}

/** Has a run changed from its next step on. @throws Problem `run-ended` where this process does not train it */
export function askOfRun(runFolder: string, act: RunAct): void {
  const waiting = asked.get(runFolder);
  if (waiting === undefined) {
    throw new Problem('run-ended', 'The run ended before it could be changed.', 'Resume it, then change it.');
  }
  waiting.push(act);
}

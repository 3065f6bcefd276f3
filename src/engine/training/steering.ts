import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { systemCode } from '../../shared/problem';
import { changeWords } from '../../shared/training/rule-words';
import type { RunConfig } from '../../shared/training/run-config';
import { type RunAct, type RunChange, runChangesSchema } from '../../shared/training/run-rules';
import { dueChanges, noLossYet, rulesOf } from '../../shared/training/steering';
import { writeDurably } from './durable-file';
import type { TrainingState } from './training-state';

/** What the person asks of a run while it trains; taken between two steps. */
export interface HandSteering {
  take(): RunAct[];
}

export interface SteeringOptions {
  runFolder: string;
  config: RunConfig;
  stepsPerEpoch: number;
  hand: HandSteering;
  /** Milliseconds since 1970. */
  clock(): number;
  onChange(change: RunChange): void;
}

export interface Steering {
  /**
   * Makes the changes that are due before the next step; `state` keeps them.
   * @returns the change that ends the run; null where none does
   */
  beforeStep(state: TrainingState): Promise<RunChange | null>;
}

/**
 * Follows the rules of a run and the person's own changes. Each is on the disk before the step that it first counts for,
 * so that a run that goes on from an earlier checkpoint makes it again at the same step, whatever the clock says then.
 */
export async function openSteering(options: SteeringOptions, start: TrainingState): Promise<Steering> {
  const { runFolder, config, stepsPerEpoch, hand, clock, onChange } = options;
  const rules = rulesOf(config);
  const sinceMs = clock();
  // A checkpoint knows the first of the changes that were recorded.
  let recorded = (await readChanges(runFolder)).slice(start.changes.length);

  const make = (state: TrainingState, change: RunChange): void => {
    state.changes = [...state.changes, change];
    state.lossWatch = noLossYet;
    onChange(change);
  };
  const makeNew = async (state: TrainingState, change: RunChange): Promise<void> => {
    await writeChanges(runFolder, [...state.changes, change, ...recorded]);
    make(state, change);
  };
  const due = (state: TrainingState): RunChange[] => {
    const { step, validations, validationsWithoutGain, lossWatch: loss } = state;
    const moment = { step, stepsPerEpoch, validations, validationsWithoutGain, loss, sinceMs, nowMs: clock() };
    const coming = new Set(recorded.map(({ rule }) => rule));
    return dueChanges(rules, moment, state.changes).filter(({ rule }) => !coming.has(rule));
  };

  return {
    async beforeStep(state) {
      while (recorded.length > 0 && recorded[0].step <= state.step) {
        const [again, ...rest] = recorded;
        recorded = rest;
        make(state, again);
        if (again.what.kind === 'stop') return again;
      }
      for (const change of due(state)) {
        await makeNew(state, change);
        if (change.what.kind === 'stop') return change;
      }
      for (const what of hand.take()) {
        const { step, validations } = state;
        const change: RunChange = { step, validations, rule: null, when: null, what };
        await makeNew(state, change);
        if (what.kind === 'stop') return change;
      }
      return null;
    },
  };
}

/** How a run ends that a change stopped: for good where it made no more progress, else so that it can be resumed. */
export function stoppedBy(change: RunChange): { status: 'finished' | 'stopped'; reason: string } {
  const { when } = change;
  if (when?.kind === 'no-progress') {
    return { status: 'finished', reason: `No better mean IoU in ${when.validations} validations.` };
  }
  return { status: 'stopped', reason: `Stopped by a rule: ${changeWords(change)}.` };
}

/** Where the changes of a run are recorded. */
function changesPath(runFolder: string): string {
  return join(runFolder, 'changes.json');
}

/** All changes made to a run so far; none where the file is missing, or was not written by this program. */
export async function readChanges(runFolder: string): Promise<RunChange[]> {
  try {
    return runChangesSchema.parse(JSON.parse(await readFile(changesPath(runFolder), 'utf8'))).changes;
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || error instanceof z.ZodError || error instanceof SyntaxError) return [];
    throw error;
  }
}

async function writeChanges(runFolder: string, changes: readonly RunChange[]): Promise<void> {
  await writeDurably(changesPath(runFolder), [Buffer.from(JSON.stringify({ version: 1, changes }))]);
}

import type { RunRow } from '../../../../src/shared/contract/runs';
import { runIdSchema } from '../../../../src/shared/ids';
import { runConfigSchema } from '../../../../src/shared/training/run-config';

/** A run that is finished, has a checkpoint, and reached nothing. */
export function runRow(number: number, over: Partial<RunRow> = {}): RunRow {
  return {
    id: runIdSchema.parse(`run-${String(number).padStart(3, '0')}`),
    status: 'finished',
    config: runConfigSchema.parse({}),
    createdAt: '2026-05-20T12:00:00.000Z',
    startedAt: null,
    endedAt: null,
    step: 0,
    totalSteps: null,
    best: null,
    trainingLoss: null,
    validationLoss: null,
    scores: null,
    reason: null,
    problem: null,
    notes: '',
    isStarred: false,
    queuePlace: null,
    isTrained: true,
    ...over,
  };
}

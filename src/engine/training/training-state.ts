import { z } from 'zod';
import { scoresSchema } from '../../shared/training/run-events';
import { runChangeSchema } from '../../shared/training/run-rules';
import { noLossYet } from '../../shared/training/steering';

/**
 * Where a run stands, apart from its variables: what a resumed run needs to go on as if it had never been stopped.
 * Kept in the header of each checkpoint.
 */
export const trainingStateSchema = z.strictObject({
  /** Steps done. */
  step: z.int().min(0),
  /** Sum and number of the losses since the last end of an epoch. */
  epochLossSum: z.number(),
  epochLossCount: z.int().min(0),
  /** Mean loss of the last whole epoch. */
  lastTrainingLoss: z.number().nullable(),
  /** The last step whose end of an epoch (validation, checkpoints) was dealt with. */
  lastEndedStep: z.int().min(0),
  /** Epochs from one validation to the next, more than 1 where it is slow; null before the first was timed. */
  epochsBetween: z.int().min(1).nullable(),
  /** The step whose variables gave the loss and scores below; 0: none yet. */
  lastValidatedStep: z.int().min(0),
  lastValidationLoss: z.number().nullable(),
  lastScores: scoresSchema.nullable(),
  bestStep: z.int().nullable(),
  bestMeanIou: z.number().nullable(),
  validationsWithoutGain: z.int().min(0),
  /** Validations done; checkpoints of earlier versions did not tell. */
  validations: z.int().min(0).default(0),
  /** The training loss since the last change, smoothed. */
  lossWatch: z.strictObject({ steps: z.int().min(0), recent: z.number(), lowest: z.number() }).default(noLossYet),
  /** What rules and the person changed so far. */
  changes: z.array(runChangeSchema).default([]),
  trainingSeconds: z.number().min(0),
  waitingSeconds: z.number().min(0),
  validationSeconds: z.number().min(0),
});
export type TrainingState = z.infer<typeof trainingStateSchema>;

export const startState: TrainingState = {
  step: 0,
  epochLossSum: 0,
  epochLossCount: 0,
  lastTrainingLoss: null,
  lastEndedStep: 0,
  epochsBetween: null,
  lastValidatedStep: 0,
  lastValidationLoss: null,
  lastScores: null,
  bestStep: null,
  bestMeanIou: null,
  validationsWithoutGain: 0,
  validations: 0,
  lossWatch: noLossYet,
  changes: [],
  trainingSeconds: 0,
  waitingSeconds: 0,
  validationSeconds: 0,
};

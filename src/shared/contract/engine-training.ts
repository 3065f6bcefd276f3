import { z } from 'zod';
import { runEventSchema } from '../training/run-events';
import { nothing, requestWithProgress } from './define';

/** What an engine is asked for training. */
export const engineTraining = {
  /**
   * Trains a run to its end; cancelling stops it after the step in hand. Its events are the progress, `finished` the
   * last of them. Only an engine of the run's own is asked this.
   */
  train: requestWithProgress(
    z.object({
      runFolder: z.string(),
      cacheFolder: z.string(),
      vendorFolder: z.string(),
      /** Go on from the checkpoint `last`. */
      resume: z.boolean(),
    }),
    nothing,
    runEventSchema,
  ),
};

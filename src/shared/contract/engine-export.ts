import { z } from 'zod';
import { request, requestWithProgress } from './define';
import { networkSchema } from './engine-subjects';
import { exportProgressSchema, finishedExportSchema } from './exports';

export const engineExportRequests = {
  exportCard: request(networkSchema, z.object({ card: z.string() })),
  /** What was half written is removed when it fails or is cancelled. */
  exportModel: requestWithProgress(
    networkSchema.extend({ folder: z.string() }),
    finishedExportSchema,
    exportProgressSchema,
  ),
};

import { z } from 'zod';
import { problemDataSchema } from '../problem';
import { nothing, request } from './define';

/** What the status line says about the engine that reads images and runs TensorFlow. */
export const engineStateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('starting') }),
  z.object({
    status: z.literal('ready'),
    /** One line, e.g. `TensorFlow 2.21 on CPU (AVX-512)`. */
    device: z.string(),
    /** Why the GPU is not used, or other things worth a hover; empty where there is nothing to say. */
    deviceNotes: z.array(z.string()),
    /** A sentence on a restart that has just happened; null when it is old. */
    notice: z.string().nullable(),
  }),
  z.object({ status: z.literal('restarting'), sentence: z.string() }),
  z.object({ status: z.literal('failed'), problem: problemDataSchema }),
]);
export type EngineState = z.infer<typeof engineStateSchema>;

export const engineRequests = {
  'engine.state': request(nothing, engineStateSchema),
  /** Starts an engine that was given up. */
  'engine.restart': request(nothing, nothing),
};

import { z } from 'zod';
import { problemDataSchema } from '../../problem';

/** `maskwright doctor --json`: what runs here, and what is missing. */
export const doctorResultSchema = z.object({
  maskwright: z.string(),
  electron: z.string(),
  node: z.string(),
  sqlite: z.string().nullable(),
  /** The library's version; null where it cannot be loaded. */
  tensorflow: z.string().nullable(),
  tfjs: z.string().nullable(),
  platform: z.string(),
  device: z
    .object({
      kind: z.enum(['cpu', 'gpu']),
      name: z.string(),
      memoryBytes: z.number().nullable(),
      driver: z.string().nullable(),
      /** Why no GPU is used; null where one is. */
      reason: z.string().nullable(),
    })
    .nullable(),
  folders: z.object({ program: z.string(), data: z.string(), cache: z.string() }),
  pretrained: z.object({ lite0: z.boolean() }),
  problems: z.array(problemDataSchema),
});
export type DoctorResult = z.infer<typeof doctorResultSchema>;

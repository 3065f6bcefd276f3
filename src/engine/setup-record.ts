import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The part of `vendor/setup.json` that says which device set-up was made for. */
const setupRecordSchema = z.object({
  device: z.object({
    wanted: z.enum(['cpu', 'gpu']),
    /** Why that one was wanted. */
    reason: z.string(),
    /** TensorFlow's own word where the GPU was wanted and could not be used. */
    problem: z.string().optional(),
  }),
});
export type SetupDevice = z.infer<typeof setupRecordSchema>['device'];

/** What set-up chose; null where it left no record that can be read. */
export function readSetupDevice(): SetupDevice | null {
  try {
    const text = readFileSync(join(__ENTRIES__, '../../vendor/setup.json'), 'utf8');
    return setupRecordSchema.parse(JSON.parse(text)).device;
  } catch {
    return null;
  }
}

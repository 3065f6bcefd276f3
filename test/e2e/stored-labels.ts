import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { z } from 'zod';
import { launchParameters } from './window';

const root = resolve(import.meta.dirname, '../..');

const storedSchema = z.array(
  z.object({
    name: z.string(),
    width: z.int(),
    height: z.int(),
    /** Row-major [height, width]. */
    labels: z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
    /** Of its history, and how many of them stand: those after them are undone. */
    edits: z.int(),
    standing: z.int(),
    painted: z.array(z.object({ classId: z.int(), pixels: z.int() })),
  }),
);
export type StoredImage = z.infer<typeof storedSchema>[number];

/** What a project's database holds of every image, read by a process of its own. @throws where it cannot be opened */
export function storedImages(folder: string): StoredImage[] {
  const { executablePath, env } = launchParameters({ data: '', cache: '' });
  const script = resolve(import.meta.dirname, 'read-stored-labels.mjs');
  const args = [script, resolve(root, 'out/main/store-worker.js'), folder];
  const run = spawnSync(executablePath, args, {
    encoding: 'utf8',
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 2 ** 28,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return storedSchema.parse(JSON.parse(run.stdout));
}

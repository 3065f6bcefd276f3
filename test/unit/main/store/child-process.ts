import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ImageId } from '../../../../src/shared/ids';

export interface ChildWriter {
  pid: number;
  /** Resolves when the child has said so many lines (the first is that it opened the project). */
  said(lines: number): Promise<void>;
  /** Strokes acknowledged so far. */
  acknowledged(): number;
  kill(): Promise<void>;
}

/** Another process that holds the project open and paints on it. */
export function startChildWriter(folder: string, image: ImageId | '', strokes: number): ChildWriter {
  const script = join(import.meta.dirname, 'child-writer.mjs');
  const child: ChildProcessByStdio<null, Readable, null> = spawn(
    process.execPath,
    [script, join(__ENTRIES__, 'store-worker.js'), folder, image, String(strokes)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let lines = 0;
  const waiting: { lines: number; done(): void }[] = [];
  createInterface({ input: child.stdout }).on('line', () => {
    lines++;
    for (const each of waiting) if (lines >= each.lines) each.done();
  });
  const closed = new Promise<void>((done) => child.once('close', () => done()));
  return {
    pid: child.pid ?? -1,
    said: (wanted) =>
      new Promise((done) => {
        if (lines >= wanted) done();
        else waiting.push({ lines: wanted, done });
      }),
    acknowledged: () => Math.max(0, lines - 1),
    kill: async () => {
      child.kill('SIGKILL');
      // After its output was read to the end: what it acknowledged counts.
      await closed;
    },
  };
}

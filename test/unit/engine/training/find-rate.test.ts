import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findRate } from '../../../../src/engine/training/find-rate';
import { type MadeRun, newRun, removeRuns, smallConfig, thinLines } from './made-run';

const pictures = [1, 2, 3].map((seed) => thinLines(seed));

afterEach(removeRuns);

function search(
  run: MadeRun,
  signal = new AbortController().signal,
  onProgress: (done: number) => void = () => undefined,
) {
  const { root, runFolder } = run;
  return findRate({
    runFolder,
    cacheFolder: join(root, 'cache'),
    vendorFolder: join(root, 'vendor'),
    signal,
    onProgress,
  });
}

describe('the search for a learning rate', () => {
  it('finds one at which the network learns, repeats itself, and keeps nothing', async () => {
    const run = await newRun(pictures, smallConfig({}, 'edge'));
    const done: number[] = [];
    const found = await search(run, undefined, (step) => done.push(step));
    expect(found.rate).toBeGreaterThan(1e-4);
    expect(found.rate).toBeLessThan(0.5);
    expect(done.at(-1)).toBe(found.points.length);
    expect(await readdir(join(run.root, 'cache', 'prepared'))).toEqual([]);
    expect(await readdir(run.runFolder)).not.toContain('last.ckpt');
    expect(await search(run)).toEqual(found);
  });

  it('ends when it is cancelled', async () => {
    const run = await newRun(pictures, smallConfig());
    const stop = new AbortController();
    await expect(search(run, stop.signal, (step) => void (step > 3 && stop.abort()))).rejects.toThrow(/abort/i);
  });
});

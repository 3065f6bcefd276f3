import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { newRun, removeRuns, smallConfig, thinLines } from './made-run';

afterEach(removeRuns);

describe('pictures of validation patches', () => {
  it('are kept at each validation of a run, with its beginning and its labels, and not of steps taken anew', async () => {
    const run = await newRun(
      [1, 2, 3].map((seed) => thinLines(seed)),
      smallConfig({ length: { unit: 'steps', count: 60 } }),
    );
    const folder = join(run.runFolder, 'pictures');
    await run.train();
    const names = ['0-0.png', '50-0.png', '60-0.png', 'labels-0.png'];
    expect((await readdir(folder)).sort()).toEqual(names);
    const pictures = await Promise.all(names.map((name) => readFile(join(folder, name))));
    expect(new Set(pictures.map((png) => png.toString('base64'))).size).toBe(4);

    const stop = new AbortController();
    const again = await newRun(
      [1, 2].map((seed) => thinLines(seed)),
      smallConfig({ length: { unit: 'steps', count: 60 } }),
    );
    await again.train();
    await again.train({ signal: stop.signal, onEvent: (event) => event.type === 'started' && stop.abort() });
    expect((await readdir(join(again.runFolder, 'pictures'))).sort()).toEqual(['0-0.png', 'labels-0.png']);
  });
});

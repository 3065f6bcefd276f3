import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../src/main/store/open-project';
import { startChildWriter } from './child-process';
import { CONFIG, validated } from './made-events';
import { addImage, madeProject } from './made-project';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';
const SAMPLES = isSoak ? 60 : 3;

describe('two processes', () => {
  it('write one project at once, one labels and the other a run', async () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    store.project.close();
    const child = startChildWriter(folder, id, 150);
    await child.said(2);
    const runs = openProject(folder, { mode: 'runs' });
    const run = runs.runs.create(CONFIG, { training: [id], validation: [] });
    for (let step = 1; step <= 150; step++) runs.runs.record(run.id, [validated(run.id, step, step / 200, true)]);
    await child.said(151);
    expect(runs.labels.history(id).total).toBe(150);
    expect(runs.runs.events(run.id)).toHaveLength(150);
    runs.project.close();
    await child.kill();
  });
});

describe('a process killed while it paints', () => {
  it('loses no stroke that was acknowledged, and leaves none half done', {
    timeout: isSoak ? 900_000 : 60_000,
  }, async () => {
    const random = xoroshiro128plus(20261124);
    for (let sample = 0; sample < SAMPLES; sample++) {
      const { store, folder } = madeProject();
      const id = addImage(store, 'a.png');
      store.project.close();
      const child = startChildWriter(folder, id, 4000);
      await child.said(2 + ((random.next() >>> 0) % 60));
      await child.kill();

      const again = openProject(folder, { mode: 'write' });
      const done = again.labels.history(id).total;
      expect(done).toBeGreaterThanOrEqual(child.acknowledged());
      expect(done).toBeLessThanOrEqual(child.acknowledged() + 1);
      expect(again.images.get(id).labelRevision).toBe(done);
      const [tile] = again.labels.tiles(id);
      expect(tile.data.every((label, i) => label === (i < done * 16 ? 1 + (Math.floor(i / 16) % 2) : 0))).toBe(true);
      for (let i = 0; i < done; i++) again.labels.undo(id);
      expect(again.labels.tiles(id)).toEqual([]);
      again.project.close();
    }
  });

  it('gives the project back at once', async () => {
    const { store, folder } = madeProject();
    store.project.close();
    const child = startChildWriter(folder, '', 0);
    await child.said(1);
    expect(() => openProject(folder, { mode: 'write' })).toThrow(
      expect.objectContaining({
        code: 'project-in-use',
        message: expect.stringMatching(new RegExp(`child \\(process ${child.pid} on .+, since 20`)),
      }),
    );
    const beside = openProject(folder, { mode: 'read' });
    expect(beside.project.read().name).toBe('Cells');
    beside.project.close();
    await child.kill();
    const again = openProject(folder, { mode: 'write' });
    expect(existsSync(join(folder, 'lock.json'))).toBe(true);
    again.project.close();
    expect(existsSync(join(folder, 'lock.json'))).toBe(false);
  });
});

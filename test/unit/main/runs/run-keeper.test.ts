import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openInWorker } from '../../../../src/main/projects/open-in-worker';
import { Problem } from '../../../../src/shared/problem';
import { presets } from '../../../../src/shared/weighting/presets';
import { CONFIG, finished, saved, started, validated } from '../store/made-events';
import { KeeperBench, step } from './made-runs';

let bench: KeeperBench;
beforeEach(() => {
  bench = new KeeperBench();
});
afterEach(() => bench.end());

describe('a training run of the window', () => {
  it('begins from a snapshot in an engine of its own, and shows at once', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, { ...CONFIG, weighting: presets.edge.weighting });
    expect(bench.engine.input).toEqual({ runFolder: join(cells.facts.folder, 'runs', id), resume: false });
    expect(bench.keeper.active).toMatchObject([
      { run: id, projectName: 'cells', projectFolder: cells.facts.folder, name: 'edge', step: 0, isStopping: false },
    ]);
    expect(bench.heard('runs.activeChanged').at(-1)).toEqual(bench.keeper.active);
    await vi.waitFor(() => expect(bench.lastRow()).toMatchObject({ id, status: 'preparing', isTrained: false }));
  });

  it('tells how far it is, in words while it prepares', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    bench.engine.tell({ type: 'preparing', run: id, part: 'images', done: 2, total: 24 });
    expect(bench.keeper.active[0]?.phase).toBe('Preparing images, 3 of 24');
    bench.engine.tell(started(id), step(id, 30));
    expect(bench.keeper.active[0]).toMatchObject({ phase: null, step: 30, totalSteps: 300, secondsLeft: 27 });
  });

  it('keeps its events in the project, and tells them in order to the windows that show it', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    bench.engine.tell(started(id), step(id, 1), step(id, 2), validated(id, 50, 0.6, true), saved(id, 50, 'best'));
    bench.engine.finish(finished(id, 'finished'));
    expect(await bench.ended()).toMatchObject({ id, status: 'finished', best: { step: 50, meanIou: 0.6 }, step: 300 });
    const stored = await cells.store.runs.events(id);
    // The second of two steps within a second is not kept.
    expect(stored.map(({ event }) => event.type)).toEqual(['started', 'step', 'validated', 'saved', 'finished']);
    expect(bench.heard('runs.eventAdded')).toEqual(stored.map((entry) => ({ run: id, entry })));
    const folders = bench.told.filter(({ name }) => name === 'runs.eventAdded').map(({ folder }) => folder);
    expect(new Set(folders)).toEqual(new Set([cells.facts.folder]));
    expect(bench.lastRow()).toEqual(await bench.ended());
    expect(bench.keeper.active).toEqual([]);
    expect(bench.heard('runs.activeChanged').at(-1)).toEqual([]);
    expect(bench.trained).toMatchObject([{ started: { device: 'CPU' }, finished: { msPerStep: 200 } }]);
    expect(bench.engine.isKilled).toBe(true);
  });

  it('tells all windows of its progress a few times a second, however quick its steps are', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    const before = bench.heard('runs.activeChanged').length;
    for (let at = 1; at <= 200; at++) bench.engine.tell(step(id, at));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(bench.heard('runs.activeChanged').length - before).toBe(1);
    expect(bench.heard('runs.activeChanged').at(-1)).toMatchObject([{ step: 200 }]);
  });

  it('goes on when the window closes its project, and another run is refused meanwhile, naming it', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    bench.engine.tell(started(id));
    await cells.end();
    const leaves = await bench.project('leaves');
    await expect(bench.keeper.start(leaves, CONFIG)).rejects.toMatchObject({
      code: 'run-busy',
      message: 'Run 1 of cells is being trained, and one run at a time can be.',
    });
    bench.engine.tell(validated(id, 50, 0.7, true));
    bench.engine.finish(finished(id, 'finished'));
    expect(await bench.ended()).toMatchObject({ status: 'finished' });
    const again = await openInWorker.open(cells.facts.folder, 'read');
    expect(await again.store.runs.get(id)).toMatchObject({ status: 'finished', best: { meanIou: 0.7 } });
    await again.end();
    expect(await leaves.store.runs.list()).toEqual([]);
    await bench.keeper.start(leaves, CONFIG);
    expect(bench.keeper.active).toMatchObject([{ projectName: 'leaves' }]);
  });

  it('is begun once where two windows begin one at the same time', async () => {
    const [cells, leaves] = [await bench.project('cells'), await bench.project('leaves')];
    const both = await Promise.allSettled([bench.keeper.start(cells, CONFIG), bench.keeper.start(leaves, CONFIG)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: { code: 'run-busy' } });
    expect(bench.engines).toHaveLength(1);
  });

  it('is not begun where nothing is painted, and leaves no run behind', async () => {
    const cells = await bench.project('cells');
    await cells.store.images.remove(cells.images);
    await expect(bench.keeper.start(cells, CONFIG)).rejects.toMatchObject({ code: 'nothing-painted' });
    expect(await cells.store.runs.list()).toEqual([]);
    expect(bench.engines).toHaveLength(0);
  });

  it('fails with its reason where its own store cannot be opened', async () => {
    const problem = new Problem('database-busy', 'The database is busy.', 'Try again.');
    const other = new KeeperBench({ openForRuns: () => Promise.reject(problem) });
    const cells = await other.project('cells');
    await expect(other.keeper.start(cells, CONFIG)).rejects.toMatchObject({ code: 'database-busy' });
    expect(await cells.store.runs.list()).toMatchObject([{ status: 'failed', reason: 'The database is busy.' }]);
    expect(other.keeper.active).toEqual([]);
    await other.end();
  });
});

describe('a run that is stopped', () => {
  it('is asked to end after its step and says so until it has', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    bench.engine.tell(started(id), step(id, 30));
    bench.keeper.stop(cells.facts, id);
    expect(bench.engine.received.at(-1)).toMatchObject({ type: 'cancel' });
    expect(bench.keeper.active).toMatchObject([{ isStopping: true, phase: 'Stopping after this step' }]);
    bench.engine.tell(step(id, 31), saved(id, 31, 'last'));
    expect(bench.keeper.active).toMatchObject([{ isStopping: true, phase: 'Stopping after this step', step: 31 }]);
    bench.engine.finish(finished(id, 'stopped'));
    expect(await bench.ended()).toMatchObject({ status: 'stopped', reason: 'all steps done' });
  });

  it('goes on from its checkpoint when it is resumed, its events after those it had', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    bench.engine.tell(started(id));
    bench.engine.finish(finished(id, 'stopped'));
    await bench.ended();
    await bench.keeper.resume(cells, id);
    expect(bench.engine.input.resume).toBe(true);
    expect(bench.engines).toHaveLength(2);
    bench.engine.tell(started(id, 31));
    bench.engine.finish(finished(id, 'finished'));
    await vi.waitFor(() => expect(bench.heard('runs.ended')).toHaveLength(2));
    expect(await cells.store.runs.get(id)).toMatchObject({ status: 'finished' });
    const heard = bench.heard('runs.eventAdded').map((news) => Object(news).entry.seq);
    expect(heard).toEqual([1, 2, 3, 4]);
    await expect(bench.keeper.resume(cells, id)).rejects.toMatchObject({ code: 'run-finished' });
  });

  it('is refused where this program does not train it', async () => {
    const [cells, leaves] = [await bench.project('cells'), await bench.project('leaves')];
    const id = await bench.keeper.start(cells, CONFIG);
    expect(() => bench.keeper.stop(leaves.facts, id)).toThrow(expect.objectContaining({ code: 'run-not-here' }));
    const copy = { id: cells.facts.id, folder: join(bench.root, 'copy') };
    expect(() => bench.keeper.stop(copy, id)).toThrow(expect.objectContaining({ code: 'run-not-here' }));
    bench.keeper.stop({ id: cells.facts.id }, id);
    expect(bench.keeper.active).toMatchObject([{ isStopping: true }]);
  });
});

describe('a run that another program trains', () => {
  it('is not resumed while its process lives, and deleted only afterwards', async () => {
    const cells = await bench.project('cells');
    const { id } = await cells.store.runs.create(CONFIG, { training: cells.images, validation: [] });
    await cells.store.runs.change(id, { status: 'running', pid: process.pid });
    await expect(bench.keeper.resume(cells, id)).rejects.toMatchObject({ code: 'run-in-progress' });
    await expect(cells.store.runs.remove(id)).rejects.toMatchObject({ code: 'run-in-progress' });
    expect(bench.engines).toHaveLength(0);
    // A free slot: the refusal did not keep one.
    await bench.keeper.start(cells, CONFIG);
  });
});

describe('a row of the list of runs', () => {
  it('is trained as soon as a checkpoint lies in its folder', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    const folder = join(cells.facts.folder, 'runs', id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'last.ckpt'), '');
    bench.engine.tell(saved(id, 50, 'last'));
    await vi.waitFor(() => expect(bench.lastRow()).toMatchObject({ isTrained: true }));
  });
});

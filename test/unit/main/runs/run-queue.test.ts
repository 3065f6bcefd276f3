import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RateSearches } from '../../../../src/main/runs/rate-searches';
import type { RunId } from '../../../../src/shared/ids';
import { CONFIG, finished, started } from '../store/made-events';
import { KeeperBench, type MadeTrainer } from './made-runs';

let bench: KeeperBench;
beforeEach(() => {
  bench = new KeeperBench();
});
afterEach(() => bench.end());

/** Waits until as many engines were started; gives the last. */
function engines(count: number): Promise<MadeTrainer> {
  return vi.waitFor(() => {
    expect(bench.engines).toHaveLength(count);
    return bench.engine;
  }, 10_000);
}

function folderEnds(engine: MadeTrainer): string {
  return engine.input.runFolder.slice(-'run-000'.length);
}

async function end(engine: MadeTrainer, run: RunId, status: 'finished' | 'stopped' | 'failed'): Promise<void> {
  engine.tell(started(run));
  engine.finish(finished(run, status));
}

describe('queued runs', () => {
  it('begin at once where nothing trains, else one after another, whatever became of those before', async () => {
    const cells = await bench.project('cells');
    const first = await bench.keeper.enqueue(cells, CONFIG);
    await engines(1);
    const second = await bench.keeper.enqueue(cells, { ...CONFIG, seed: 1 });
    const third = await bench.keeper.enqueue(cells, { ...CONFIG, seed: 2 });
    expect((await cells.store.runs.queue()).map(({ id }) => id)).toEqual([second, third]);
    expect(bench.engines).toHaveLength(1);
    await end(bench.engine, first, 'failed');
    expect(folderEnds(await engines(2))).toBe(second);
    await end(bench.engine, second, 'stopped');
    expect(folderEnds(await engines(3))).toBe(third);
    await end(bench.engine, third, 'finished');
    await vi.waitFor(() => expect(bench.keeper.queues).toEqual([]));
    expect((await cells.store.runs.list()).map(({ status }) => status)).toEqual(['finished', 'stopped', 'failed']);
  });

  it('keep the order that they are given, and one that is taken away is not begun', async () => {
    const cells = await bench.project('cells');
    const running = await bench.keeper.start(cells, CONFIG);
    const [a, b, c] = [
      await bench.keeper.enqueue(cells, CONFIG),
      await bench.keeper.enqueue(cells, CONFIG),
      await bench.keeper.enqueue(cells, CONFIG),
    ];
    expect((await cells.store.runs.moveInQueue(c, 0)).map(({ id }) => id)).toEqual([c, a, b]);
    await cells.store.runs.remove(a);
    await end(bench.engine, running, 'finished');
    expect(folderEnds(await engines(2))).toBe(c);
    await end(bench.engine, c, 'finished');
    expect(folderEnds(await engines(3))).toBe(b);
  });

  it('wait over a restart until they are asked for', async () => {
    const cells = await bench.project('cells');
    const running = await bench.keeper.start(cells, CONFIG);
    const waiting = await bench.keeper.enqueue(cells, CONFIG);
    bench.engine.onCancel = () => void end(bench.engine, running, 'stopped');
    await bench.keeper.close();
    const next = new KeeperBench();
    expect(await cells.store.runs.get(waiting)).toMatchObject({ status: 'queued', queuePlace: 0 });
    expect(next.engines).toHaveLength(0);
    next.keeper.continueQueue(cells.facts);
    await vi.waitFor(() => expect(next.engines).toHaveLength(1));
    expect(folderEnds(next.engine)).toBe(waiting);
    await next.end();
  });

  it('wait where they are held, and where a rule of the clock stopped the one before', async () => {
    const cells = await bench.project('cells');
    const first = await bench.keeper.start(cells, CONFIG);
    await bench.keeper.enqueue(cells, CONFIG);
    bench.engine.tell(started(first), {
      type: 'changed',
      run: first,
      step: 9,
      when: { kind: 'time', time: '18:00' },
      what: { kind: 'stop' },
    });
    bench.engine.finish(finished(first, 'stopped'));
    await bench.ended();
    expect(bench.keeper.queues).toEqual([]);
    expect(bench.heard('runs.queuesChanged')).toEqual([[cells.facts.folder], []]);
    expect(bench.engines).toHaveLength(1);
  });

  it('are begun by nobody while the machine is wanted for something else', async () => {
    const cells = await bench.project('cells');
    let done: () => void = () => undefined;
    const search = bench.keeper.exclusively(
      'The learning rate is being searched.',
      () => new Promise<void>((r) => (done = r)),
    );
    await bench.keeper.enqueue(cells, CONFIG);
    await expect(bench.keeper.start(cells, CONFIG)).rejects.toMatchObject({
      code: 'run-busy',
      message: 'The learning rate is being searched.',
    });
    expect(bench.engines).toHaveLength(0);
    done();
    await search;
    await engines(1);
  });

  it('may repeat another run: its snapshot, with what was done to it as rules', async () => {
    const cells = await bench.project('cells');
    const first = await bench.keeper.start(cells, { ...CONFIG, seed: 5, patience: 3 });
    await end(bench.engine, first, 'finished');
    await bench.ended();
    const again = await bench.keeper.repeat(cells, first);
    expect(folderEnds(await engines(2))).toBe(again);
    expect((await cells.store.runs.get(again)).config).toMatchObject({ seed: 5, patience: null, rules: [] });
  });
});

describe('a run in progress', () => {
  it('is changed through its engine, and not once it has ended', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    const asked = bench.keeper.steer(cells.facts, id, { kind: 'rate', times: 0.5 });
    expect(bench.engine.received.at(-1)).toMatchObject({
      name: 'steerRun',
      input: { runFolder: bench.engine.input.runFolder, act: { kind: 'rate', times: 0.5 } },
    });
    bench.engine.say({ type: 'reply', id: 2, reply: { ok: true, value: null } });
    await asked;
    const late = bench.keeper.steer(cells.facts, id, { kind: 'strength', strength: 1 });
    await end(bench.engine, id, 'finished');
    await expect(late).rejects.toMatchObject({ code: 'run-ended' });
    await bench.ended();
    await expect(bench.keeper.steer(cells.facts, id, { kind: 'rate', times: 2 })).rejects.toMatchObject({
      code: 'run-not-here',
    });
  });
});

describe('a search for a learning rate', () => {
  it('asks an engine of its own about a snapshot that is gone afterwards, and tells how far it is', async () => {
    const cells = await bench.project('cells');
    const searches = new RateSearches({
      keeper: bench.keeper,
      startEngine: () => bench.newEngine(),
      cacheFolder: 'cache',
      vendorFolder: 'vendor',
      tellProject: (folder, name, payload) => void bench.told.push({ to: 'project', folder, name, payload }),
    });
    const found = searches.find(cells, CONFIG);
    const engine = await engines(1);
    expect(engine.input.runFolder).toMatch(/\.draft-/);
    engine.say({ type: 'progress', id: 1, value: { done: 3, total: 100 } });
    engine.say({ type: 'reply', id: 1, reply: { ok: true, value: { points: [], rate: 0.002 } } });
    expect(await found).toEqual({ points: [], rate: 0.002 });
    expect(bench.heard('runs.rateSearched')).toEqual([{ done: 3, total: 100 }]);
    expect(engine.isKilled).toBe(true);
    expect(await cells.store.runs.list()).toEqual([]);
  });
});

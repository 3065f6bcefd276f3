import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openInWorker } from '../../../../src/main/projects/open-in-worker';
import { runRows } from '../../../../src/main/runs/window-runs';
import { Problem } from '../../../../src/shared/problem';
import { CONFIG, finished, saved, started, validated } from '../store/made-events';
import { KeeperBench, step } from './made-runs';

let bench: KeeperBench;
beforeEach(() => {
  bench = new KeeperBench();
});
afterEach(() => bench.end());

describe('a run whose engine is lost', () => {
  it('is interrupted with what is known of why, keeps its events, and can be resumed', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    bench.engine.tell(started(id), validated(id, 50, 0.6, true), saved(id, 50, 'last'));
    bench.engine.end();
    const row = await bench.ended();
    expect(row).toMatchObject({ status: 'interrupted', best: { step: 50 }, problem: { code: 'run-engine-lost' } });
    expect(row.reason).toContain('perhaps the memory did not suffice');
    expect(row.endedAt).not.toBeNull();
    expect((await cells.store.runs.events(id)).map(({ event }) => event.type)).toEqual([
      'started',
      'validated',
      'saved',
    ]);
    await bench.keeper.resume(cells, id);
    expect(await cells.store.runs.get(id)).toMatchObject({ status: 'preparing', reason: null, problem: null });
  });

  it("is told by the engine's last word where it had one", async () => {
    const cells = await bench.project('cells');
    await bench.keeper.start(cells, CONFIG);
    bench.engine.say({ type: 'failed', sentence: 'Array buffer allocation failed' });
    bench.engine.end();
    expect((await bench.ended()).reason).toBe(
      'The engine of this run ended unexpectedly: Array buffer allocation failed.',
    );
  });

  it('fails with what the engine says where that is a fault of the program', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    bench.engine.tell(started(id), step(id, 7));
    const problem = { code: 'unexpected', message: 'Bad node.', hint: 'Report it.' };
    bench.engine.say({ type: 'reply', id: 1, reply: { ok: false, problem } });
    expect(await bench.ended()).toMatchObject({ status: 'failed', reason: 'Bad node.', problem, step: 7 });
    expect((await cells.store.runs.events(id)).at(-1)?.event).toMatchObject({ type: 'finished', status: 'failed' });
  });

  it('is killed when its heart stops', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const cells = await bench.project('cells');
    await bench.keeper.start(cells, CONFIG);
    bench.engine.isFrozen = true;
    vi.advanceTimersByTime(14_000);
    vi.useRealTimers();
    expect((await bench.ended()).reason).toBe('The engine of this run ended unexpectedly: it no longer answered.');
  });
});

describe('a run for which the disk has no room', () => {
  it('is stopped and fails with the reason, in the window even where that cannot be written', async () => {
    let isFull = false;
    const full = new Problem('disk-full', 'There is no room left on the disk.', 'Free some space.');
    const other = new KeeperBench({
      openForRuns: async (folder) => {
        const { store, end } = await openInWorker.open(folder, 'runs');
        const { project, classes, images, labels, importance, splits, comparisons, judgements, sessions } = store;
        const record: typeof store.runs.record = (...given) =>
          isFull ? Promise.reject(full) : store.runs.record(...given);
        const runs: typeof store.runs = new Proxy(store.runs, {
          get: (target, name) => (name === 'record' ? record : Reflect.get(target, name)),
        });
        return {
          store: { project, classes, images, labels, importance, splits, runs, comparisons, judgements, sessions },
          end,
        };
      },
    });
    const cells = await other.project('cells');
    const id = await other.keeper.start(cells, CONFIG);
    other.engine.tell(started(id));
    await vi.waitFor(() => expect(other.heard('runs.eventAdded')).toHaveLength(1));
    isFull = true;
    other.engine.onCancel = () => other.engine.finish(finished(id, 'stopped'));
    other.engine.tell(validated(id, 50, 0.6, true));
    await vi.waitFor(() => expect(other.heard('runs.ended')).toHaveLength(1));
    expect(other.heard('runs.ended')).toMatchObject([
      { run: { id, status: 'failed', reason: 'There is no room left on the disk.', problem: { code: 'disk-full' } } },
    ]);
    const rows = await runRows(cells.store, other.keeper);
    expect(rows).toMatchObject([{ id, status: 'failed', reason: 'There is no room left on the disk.' }]);
    isFull = false;
    await other.keeper.resume(cells, id);
    expect(await runRows(cells.store, other.keeper)).toMatchObject([{ id, status: 'preparing', reason: null }]);
    await other.end();
  });
});

describe('the end of the app', () => {
  it('waits for the step in hand and its checkpoint; the run is interrupted and can be resumed', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    bench.engine.tell(started(id), step(id, 30));
    const { engine } = bench;
    engine.onCancel = () => {
      engine.tell(saved(id, 31, 'last'));
      engine.finish(finished(id, 'stopped'));
    };
    await bench.keeper.close();
    expect(await cells.store.runs.get(id)).toMatchObject({ status: 'interrupted', reason: 'Maskwright was closed.' });
    expect(await cells.store.runs.checkpoints(id)).toMatchObject([{ kind: 'last', step: 31 }]);
    const next = new KeeperBench();
    await next.keeper.resume(cells, id);
    expect(next.keeper.active).toMatchObject([{ run: id }]);
    await next.end();
  });

  it('waits five seconds and no longer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    bench.engine.tell(started(id));
    const closing = bench.keeper.close();
    vi.advanceTimersByTime(4900);
    expect(bench.engine.isKilled).toBe(false);
    vi.advanceTimersByTime(200);
    vi.useRealTimers();
    await closing;
    expect(bench.engine.isKilled).toBe(true);
    expect(await cells.store.runs.get(id)).toMatchObject({ status: 'interrupted', reason: 'Maskwright was closed.' });
  });

  it('leaves a run finished that finished meanwhile', async () => {
    const cells = await bench.project('cells');
    const id = await bench.keeper.start(cells, CONFIG);
    bench.engine.onCancel = () => bench.engine.finish(finished(id, 'finished'));
    await bench.keeper.close();
    expect(await cells.store.runs.get(id)).toMatchObject({ status: 'finished' });
  });
});

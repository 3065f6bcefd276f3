import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ComparisonKeeper } from '../../../../src/main/comparisons/comparison-keeper';
import { openInWorker } from '../../../../src/main/projects/open-in-worker';

import { type RunId, runIdSchema } from '../../../../src/shared/ids';
import { Problem } from '../../../../src/shared/problem';
import type { ImageCounts } from '../../../../src/shared/training/compare/image-counts';
import type { ComparisonPlan } from '../../../../src/shared/training/compare/plan';
import { parseWeighting } from '../../../../src/shared/weighting/spec';
import { foundShare, imageCounts } from '../../shared/training/compare/made-scores';
import { KeeperBench, step } from '../runs/made-runs';
import { CONFIG, finished, started } from '../store/made-events';

const PLAN: ComparisonPlan = {
  version: 1,
  configurations: ['none', 'edge'].map((name) => ({ name, config: { ...CONFIG, weighting: parseWeighting(name) } })),
  seeds: [0],
  primary: { measure: 'iou', className: null },
};

/** For what goes through the store's worker, on a busy machine. */
const LONG_MS = 15_000;

let bench: KeeperBench;
let comparisons: ComparisonKeeper;
let cells: Awaited<ReturnType<KeeperBench['project']>>;
let score: (runFolder: string) => ImageCounts[];

beforeEach(async () => {
  bench = new KeeperBench();
  cells = await bench.project('cells');
  score = () => [imageCounts(0, [foundShare(0.5), foundShare(0.7)])];
  comparisons = new ComparisonKeeper({
    openForRuns: (folder) => openInWorker.open(folder, 'runs'),
    runs: bench.keeper,
    score: async ({ runFolder }) => score(runFolder),
    tellProject: (folder, name, payload) => void bench.told.push({ to: 'project', folder, name, payload }),
    tellAll: (name, payload) => void bench.told.push({ to: 'all', folder: null, name, payload }),
  });
});
afterEach(() => bench.end());

/** The number of engines that were started, when the newest has been given its run. */
const training = (count: number): Promise<RunId> =>
  vi.waitFor(() => {
    expect(bench.engines).toHaveLength(count);
    const name = bench.engine.input.runFolder.split(/[\\/]/).at(-1);
    return runIdSchema.parse(name);
  }, LONG_MS);
const idle = (): Promise<void> => vi.waitFor(() => expect(comparisons.active).toBeNull(), LONG_MS);
const record = () => cells.store.comparisons.get('latest');

describe('a comparison in the window', () => {
  it('trains its runs one after another, scores each, and writes the report', async () => {
    const id = await comparisons.start(cells, PLAN);
    const first = await training(1);
    bench.engine.tell(started(first), step(first, 100));
    await vi.waitFor(() => expect(comparisons.active?.secondsLeft).toBeGreaterThan(20), LONG_MS);
    expect(comparisons.active).toMatchObject({ comparison: id, done: 0, planned: 2, configuration: 'none', seed: 0 });
    bench.engine.finish(finished(first, 'finished'));
    const second = await training(2);
    expect(comparisons.active).toMatchObject({ done: 1, configuration: 'edge' });
    bench.engine.finish(finished(second, 'finished'));
    await idle();

    const kept = await record();
    expect(kept.runs.map(({ run, scores }) => [run, scores?.length])).toEqual([
      [first, 1],
      [second, 1],
    ]);
    expect(kept.isRunning).toBe(false);
    expect(bench.heard('comparisons.changed').at(-1)).toMatchObject({
      runs: { done: 2, planned: 2 },
      isRunning: false,
    });
    expect(bench.heard('runs.ended')).toEqual([]);
  });

  it('ends after the step in hand when it is stopped, and goes on with what is open', async () => {
    const id = await comparisons.start(cells, PLAN);
    const first = await training(1);
    bench.engine.tell(started(first));
    bench.engine.onCancel = () => bench.engine.finish(finished(first, 'stopped'));
    await vi.waitFor(() => expect(bench.keeper.active[0]?.totalSteps).toBe(300), LONG_MS);
    comparisons.stop();
    await idle();
    expect((await record()).runs).toMatchObject([{ run: first, scores: null, problem: null }]);

    await comparisons.resume(cells.facts, id);
    expect(await training(2)).toBe(first);
    expect(bench.engine.input.resume).toBe(true);
    bench.engine.finish(finished(first, 'finished'));
    const other = await training(3);
    bench.engine.finish(finished(other, 'finished'));
    await idle();
    expect((await record()).runs.every(({ scores }) => scores !== null)).toBe(true);
    await expect(comparisons.resume(cells.facts, id)).rejects.toMatchObject({ code: 'comparison-finished' });
  });

  it('notes a run that failed and goes on with the others', async () => {
    await comparisons.start(cells, PLAN);
    score = () => {
      throw new Problem('image-gone', 'The image is gone.', 'Put it back.');
    };
    const first = await training(1);
    bench.engine.finish(finished(first, 'finished'));
    const second = await training(2);
    score = () => [imageCounts(0, [foundShare(0.5), foundShare(0.7)])];
    bench.engine.finish(finished(second, 'finished'));
    await idle();
    expect((await record()).runs).toMatchObject([
      { scores: null, problem: { code: 'image-gone' } },
      { run: second, problem: null },
    ]);
  });

  it('does not score a run that went on without an image which the others had, and trains it anew later', async () => {
    const id = await comparisons.start(cells, PLAN);
    const first = await training(1);
    const problem = { code: 'image-gone', message: 'The image "a.png" is gone.', hint: 'Put it back.' };
    bench.engine.tell({ type: 'warned', run: first, step: null, problem, images: [cells.images[0]] });
    bench.engine.finish(finished(first, 'finished'));
    const second = await training(2);
    bench.engine.finish(finished(second, 'finished'));
    await idle();
    expect((await record()).runs).toMatchObject([
      { scores: null, problem },
      { run: second, problem: null },
    ]);

    await comparisons.resume(cells.facts, id);
    const again = await training(3);
    expect(again).not.toBe(first);
    bench.engine.finish(finished(again, 'finished'));
    await idle();
    expect((await record()).runs).toMatchObject([{ run: again, problem: null }, { run: second }]);
  });

  it('is refused while a run is in progress, and keeps another from starting', async () => {
    const run = await bench.keeper.start(cells, CONFIG);
    await expect(comparisons.start(cells, PLAN)).rejects.toMatchObject({ code: 'comparison-busy' });
    bench.engine.finish(finished(run, 'finished'));
    await bench.ended();
    await vi.waitFor(() => expect(bench.keeper.active).toEqual([]), LONG_MS);
    await comparisons.start(cells, PLAN);
    await training(2);
    await expect(comparisons.start(cells, PLAN)).rejects.toMatchObject({ code: 'comparison-busy' });
    await vi.waitFor(() => expect(bench.keeper.active).toHaveLength(1), LONG_MS);
    await expect(bench.keeper.start(cells, CONFIG)).rejects.toMatchObject({ code: 'run-busy' });
    const closing = comparisons.close();
    await bench.keeper.close();
    await closing;
    expect(comparisons.active).toBeNull();
  });
});

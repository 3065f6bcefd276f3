import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ObjectSizes } from '../../../../src/main/runs/object-sizes';
import type { StartingProject } from '../../../../src/main/runs/run-keeper';
import {
  type RunsStore,
  runRows,
  WindowEstimates,
  windowFacts,
  windowObjectPx,
} from '../../../../src/main/runs/window-runs';
import type { EngineState } from '../../../../src/shared/contract/engine';
import {
  type EngineInput,
  type EngineOutput,
  type EngineRequestName,
  parseEngineOutput,
} from '../../../../src/shared/contract/engine-protocol';
import type { ImageId } from '../../../../src/shared/ids';
import { Problem } from '../../../../src/shared/problem';
import { CONFIG, finished } from '../store/made-events';
import { KeeperBench } from './made-runs';

const FORECAST = {
  memoryBytes: 100,
  availableBytes: 1000,
  parameters: 7,
  receptiveFieldPx: 140,
  flopsPerStep: 1e9,
  refusals: [],
  notes: [],
  fit: null,
};
let bench: KeeperBench;
let cells: Awaited<ReturnType<KeeperBench['project']>>;
let state: EngineState;
let isLost: boolean;
let measured: { width: number; height: number; classIds: number[]; tiles: { tileX: number }[] }[];
let asked: { classCount: number; inputChannels: number }[];

const engine = {
  get state() {
    return state;
  },
  call: async <Name extends EngineRequestName>(name: Name, input: EngineInput<Name>): Promise<EngineOutput<Name>> => {
    if (isLost) throw new Problem('engine-lost', 'The engine is not running.', 'Start it again.');
    if (name === 'trainingDevice') return parseEngineOutput(name, { hasBfloat16: true });
    if (name === 'objectSides') {
      measured.push(Object(input));
      return parseEngineOutput(name, [12, 20, 40]);
    }
    const { classCount, inputChannels } = Object(input);
    asked.push({ classCount, inputChannels });
    return parseEngineOutput(name, FORECAST);
  },
};
const sizes = () => new ObjectSizes(cells.store.labels, engine);
const speeds = { expected: async () => 1e10 };

beforeEach(async () => {
  bench = new KeeperBench();
  cells = await bench.project('cells');
  state = { status: 'ready', device: 'CPU', deviceNotes: [], notice: null };
  isLost = false;
  asked = [];
  measured = [];
});
afterEach(() => bench.end());

describe("a window's estimates", () => {
  it('are made of what the project is now', async () => {
    const estimates = new WindowEstimates(engine, speeds, () => false);
    const reply = await estimates.of(cells.store, { ...CONFIG, length: { unit: 'steps', count: 100 } });
    expect(asked).toEqual([{ classCount: 2, inputChannels: 1 }]);
    expect(reply).toMatchObject({ totalSteps: 100, memoryBytes: 100, canStart: true });
    expect(reply.secondsTotal).toBeGreaterThanOrEqual(10);
    await cells.store.images.remove(cells.images);
    expect(await estimates.of(cells.store, CONFIG)).toMatchObject({ canStart: false });
  });

  it('are given up when a newer one is asked for', async () => {
    const estimates = new WindowEstimates(engine, speeds, () => false);
    const both = await Promise.allSettled([estimates.of(cells.store, CONFIG), estimates.of(cells.store, CONFIG)]);
    expect(both).toMatchObject([{ status: 'rejected', reason: { code: 'superseded' } }, { status: 'fulfilled' }]);
  });

  it('fail by their reason where the engine is lost', async () => {
    isLost = true;
    const estimates = new WindowEstimates(engine, speeds, () => false);
    await expect(estimates.of(cells.store, CONFIG)).rejects.toMatchObject({ code: 'engine-lost' });
  });
});

describe('what a window shows of runs', () => {
  it('knows what there is to train on also without an engine', async () => {
    expect(await windowFacts(cells.store, engine, sizes())).toMatchObject({
      labelledImages: 2,
      missing: [],
      hasBfloat16: true,
    });
    isLost = true;
    expect(await windowFacts(cells.store, engine, sizes())).toMatchObject({ labelledImages: 2, hasBfloat16: false });
  });

  it('measures the labelled objects, and again only where labels changed', async () => {
    const one = sizes();
    expect(await windowFacts(cells.store, engine, one)).toMatchObject({ objectPx: null });
    expect(await windowObjectPx(cells.store, one)).toBe(20);
    expect(measured).toHaveLength(2);
    const { width, height } = await cells.store.images.get(cells.images[0]);
    expect(measured[0]).toMatchObject({ width, height, classIds: [1, 2], tiles: [{ tileX: 0, tileY: 0 }] });
    expect(await windowFacts(cells.store, engine, one)).toMatchObject({ objectPx: 20 });
    await cells.store.labels.undo(cells.images[1]);
    await cells.store.labels.redo(cells.images[1]);
    await windowObjectPx(cells.store, one);
    expect(measured).toHaveLength(3);
  });

  it('counts all images, though it reads those alone that a split goes by', async () => {
    const { store } = cells;
    await store.labels.undo(cells.images[1]);
    const read: ImageId[] = [];
    const images: RunsStore['images'] = {
      count: () => store.images.count(),
      list: async (filter) => {
        const found = await store.images.list(filter);
        read.push(...found.map(({ id }) => id));
        return found;
      },
    };
    const { project, classes } = store;
    expect(await windowFacts({ project, classes, images }, engine, sizes())).toMatchObject({
      images: 2,
      labelledImages: 1,
      training: 1,
      missing: [],
    });
    expect(read).toEqual([cells.images[0]]);
  });

  it('lacks paint, not images, where none is painted', async () => {
    for (const image of cells.images) await cells.store.labels.undo(image);
    const { images, missing } = await windowFacts(cells.store, engine, sizes());
    expect([images, missing.map(({ code }) => code)]).toEqual([2, ['nothing-painted']]);
    const estimates = new WindowEstimates(engine, speeds, () => false);
    const { problems } = await estimates.of(cells.store, CONFIG);
    expect(problems.map(({ code }) => code)).toContain('nothing-painted');
  });

  it('lists runs newest first, also those that no keeper of this program began', async () => {
    const begin = async ({ store }: StartingProject): Promise<void> => {
      const { id } = await store.runs.create(CONFIG, { training: cells.images, validation: [] });
      await store.runs.record(id, [finished(id, 'stopped')]);
    };
    await begin(cells);
    await begin(cells);
    expect(await runRows(cells.store, bench.keeper)).toMatchObject([
      { id: 'run-002', status: 'stopped', trainingLoss: 0.1, isTrained: false },
      { id: 'run-001', status: 'stopped' },
    ]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { TrainedFacts } from '../../../../src/main/runs/run-keeper';
import { nearestSpeed, parseSpeeds, type Speed, Speeds, speedOf } from '../../../../src/main/runs/speeds';
import {
  type EngineInput,
  type EngineOutput,
  type EngineRequestName,
  parseEngineOutput,
} from '../../../../src/shared/contract/engine-protocol';
import { runIdSchema } from '../../../../src/shared/ids';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import { CONFIG, finished, started } from '../store/made-events';

const DEVICE = 'TensorFlow 2.21 on CPU';
let kept: Map<string, string>;
let timings: number;
let isLost: boolean;
const choices = {
  get: async (key: string) => kept.get(key) ?? null,
  set: async (key: string, json: string) => void kept.set(key, json),
};
const engine = {
  call: async <Name extends EngineRequestName>(name: Name, _input: EngineInput<Name>): Promise<EngineOutput<Name>> => {
    timings += 1;
    if (isLost) throw new Error('lost');
    return parseEngineOutput(name, { flopsPerStep: 1e9, secondsPerStep: 0.1 });
  },
};

beforeEach(() => {
  kept = new Map();
  timings = 0;
  isLost = false;
});

/** A run of so many steps that ended. */
function trained(steps: number, msPerStep: number | null): TrainedFacts {
  const id = runIdSchema.parse('run-001');
  const start = started(id);
  const end = finished(id, 'finished');
  if (start.type !== 'started' || end.type !== 'finished') throw new Error('other events were made');
  return {
    config: CONFIG,
    started: { ...start, device: DEVICE, estimate: { ...start.estimate, flopsPerStep: 2e9 } },
    finished: { ...end, step: steps, msPerStep },
  };
}

describe("this device's speed", () => {
  it('is timed once where no run has told it, also after a restart', async () => {
    const speeds = new Speeds(choices, engine);
    expect(await speeds.expected(DEVICE, CONFIG, true)).toBe(1e10);
    expect(await speeds.expected(DEVICE, { ...CONFIG, batch: 2 }, true)).toBe(1e10);
    expect(await new Speeds(choices, engine).expected(DEVICE, CONFIG, true)).toBe(1e10);
    expect(timings).toBe(1);
  });

  it('is not timed while a run keeps the machine busy', async () => {
    const speeds = new Speeds(choices, engine);
    expect(await speeds.expected(DEVICE, CONFIG, false)).toBeNull();
    expect(timings).toBe(0);
    expect(await speeds.expected(DEVICE, CONFIG, true)).toBe(1e10);
  });

  it('is taken as in the other precision while its own cannot be timed', async () => {
    const speeds = new Speeds(choices, engine);
    await speeds.learn(trained(300, 500));
    const half = { ...CONFIG, precision: 'bfloat16' } as const;
    expect(await speeds.expected(DEVICE, half, false)).toBe(4e9);
    expect(await speeds.expected(DEVICE, half, true)).toBe(1e10);
  });

  it('is unknown where it cannot be timed', async () => {
    isLost = true;
    expect(await new Speeds(choices, engine).expected(DEVICE, CONFIG, true)).toBeNull();
  });

  it('is what a finished run told, on its device', async () => {
    const speeds = new Speeds(choices, engine);
    await speeds.learn(trained(300, 500));
    expect(await new Speeds(choices, engine).expected(DEVICE, CONFIG, true)).toBe(4e9);
    expect(timings).toBe(0);
    expect(await speeds.expected('another device', CONFIG, false)).toBeNull();
  });

  it('is not taken from a run of a few steps, or one that told no time', async () => {
    const speeds = new Speeds(choices, engine);
    await speeds.learn(trained(5, 500));
    await speeds.learn(trained(300, null));
    expect(await speeds.expected(DEVICE, CONFIG, false)).toBeNull();
  });

  it('is that of the most similar configuration of the same precision, newest first', () => {
    const speed = (over: Parameters<typeof runConfigSchema.parse>[0], flopsPerSecond: number): Speed =>
      speedOf(runConfigSchema.parse(over), flopsPerSecond, 1);
    const wide = speed({ network: { kind: 'unet', width: 64, depth: 4 } }, 1);
    const large = speed({ batch: 16 }, 2);
    const half = speed({ precision: 'bfloat16' }, 3);
    const newest = speed({}, 4);
    expect(nearestSpeed([wide, large, half], CONFIG)).toBe(large);
    expect(nearestSpeed([newest, wide, large, speed({}, 5)], CONFIG)).toBe(newest);
    expect(nearestSpeed([half], CONFIG)).toBeNull();
    const other = speed({ network: { kind: 'efficientnet-lite0' } }, 6);
    expect(nearestSpeed([other, wide], CONFIG)).toBe(wide);
    expect(nearestSpeed([other], CONFIG)).toBe(other);
  });

  it('keeps the newest twenty', async () => {
    const speeds = new Speeds(choices, engine);
    for (let ms = 1; ms <= 30; ms++) await speeds.learn(trained(300, ms));
    const stored = parseSpeeds([...kept.values()][0] ?? null);
    expect(stored).toHaveLength(20);
    expect(stored[0]?.flopsPerSecond).toBeCloseTo(2e9 / 0.03, 0);
  });

  it('takes what an earlier version kept as of its one network', () => {
    const old = { precision: 'float32', width: 16, pixels: 18_432, flopsPerSecond: 1e10 };
    expect(parseSpeeds(JSON.stringify([old]))).toEqual([{ ...old, network: 'unet' }]);
  });

  it.each(['', '{', '{}', 'null', '[1, {"width": 16}]'])('is nothing where %j was kept', (json) => {
    expect(parseSpeeds(json)).toEqual([]);
  });
});

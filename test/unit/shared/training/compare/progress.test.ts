import { describe, expect, it } from 'vitest';
import { openRuns, secondsLeft } from '../../../../../src/shared/training/compare/progress';
import { runConfigSchema } from '../../../../../src/shared/training/run-config';

const config = runConfigSchema.parse({});
const open = (...configurations: number[]) => configurations.map((configuration) => ({ configuration }));

describe('the runs of a comparison that are open', () => {
  const plan = {
    version: 1,
    configurations: [
      { name: 'a', config },
      { name: 'b', config },
    ],
    seeds: [0, 1],
    primary: { measure: 'iou', className: null },
  } as const;

  it('are those that are not scored, begun or not', () => {
    const runs = [
      { configuration: 0, seed: 0, scores: [] },
      { configuration: 1, seed: 0, scores: null },
    ];
    const found = openRuns({ ...plan, configurations: [...plan.configurations], seeds: [...plan.seeds] }, runs);
    expect(found.map(({ configuration, seed }) => [configuration, seed])).toEqual([
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
  });
});

describe('the time left of a comparison', () => {
  it('is not known before the first run tells', () => {
    expect(secondsLeft([], null, open(0, 1))).toBeNull();
  });

  it('takes the first run for all, with what it has left itself', () => {
    expect(secondsLeft([], { secondsSoFar: 4, secondsLeft: 6 }, open(0, 1))).toBe(26);
  });

  it('takes for each configuration what its own runs took, else the mean of all', () => {
    const done = [
      { configuration: 0, seed: 0, seconds: 10 },
      { configuration: 1, seed: 0, seconds: 30 },
    ];
    expect(secondsLeft(done, { secondsSoFar: 9, secondsLeft: 1 }, open(1, 0, 2))).toBe(1 + 30 + 10 + 20);
  });

  it('is 0 when all is done', () => {
    expect(secondsLeft([{ configuration: 0, seed: 0, seconds: 10 }], null, [])).toBe(0);
  });
});

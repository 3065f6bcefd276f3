import { describe, expect, it } from 'vitest';
import { type ComparisonPlan, plannedRuns, planProblem } from '../../../../../src/shared/training/compare/plan';
import { type RunConfig, runConfigSchema } from '../../../../../src/shared/training/run-config';
import { parseWeighting } from '../../../../../src/shared/weighting/spec';

const named = (name: string, changes: Partial<RunConfig> = {}, weighting = name) => ({
  name,
  config: runConfigSchema.parse({ weighting: parseWeighting(weighting), ...changes }),
});
const plan = (...configurations: ComparisonPlan['configurations']): ComparisonPlan => ({
  version: 1,
  configurations,
  seeds: [0, 1, 2],
  primary: { measure: 'iou', className: null },
});
const sentence = (asked: ComparisonPlan): string | undefined => planProblem(asked, ['line', 'ground'])?.message;

describe("a comparison's plan", () => {
  it('goes seed by seed through all configurations, each with that seed', () => {
    const runs = plannedRuns(plan(named('none', { seed: 99 }), named('edge')));
    expect(runs.map(({ configuration, seed, config }) => [configuration, seed, config.seed])).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 1],
      [1, 1, 1],
      [0, 2, 2],
      [1, 2, 2],
    ]);
  });

  it('may differ in network, weighting, rate, batch and length', () => {
    const wide = named(
      'wide',
      { network: { kind: 'unet', width: 32, depth: 4 }, learningRate: 1e-2, batch: 2 },
      'none',
    );
    expect(sentence(plan(named('none'), named('edge'), wide))).toBeUndefined();
  });

  it.each([
    ['two of one name', plan(named('none'), named('none', {}, 'edge')), 'Two configurations are called "none".'],
    [
      'the same twice',
      plan(named('none'), named('edge'), named('also edge', { seed: 7 }, 'edge')),
      '"also edge" and "edge" are the same configuration.',
    ],
    [
      'early stopping, which validation decides',
      plan(named('none'), named('edge', { patience: 3 })),
      '"edge" would stop early by its scores on validation, so its last step would be chosen by them.',
    ],
    [
      'another validation',
      plan(named('none'), named('edge', { validation: { kind: 'share', share: 0.5 } })),
      '"edge" has another choice of validation images than "none".',
    ],
    [
      'another boundary',
      plan(named('none'), named('edge', { boundaryDistancePx: 5 })),
      '"edge" has another width of the boundary than "none".',
    ],
    ['a seed twice', { ...plan(named('none'), named('edge')), seeds: [1, 1] }, 'A seed is named twice.'],
    [
      'a class that is not there',
      { ...plan(named('none'), named('edge')), primary: { measure: 'iou', className: 'lines' } as const },
      'The project has no class "lines".',
    ],
  ])('refuses %s', (_, asked, message) => {
    expect(sentence(asked)).toBe(message);
  });
});

import { describe, expect, it } from 'vitest';
import { offeredWeightings, planOf } from '../../../../src/renderer/compare/compare-form';
import { planProblem } from '../../../../src/shared/training/compare/plan';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import { parseWeighting } from '../../../../src/shared/weighting/spec';

const form = { added: [], isOn: {}, seeds: 5, measure: 'iou', className: null } as const;
const names = (entries: readonly { name: string; isOn: boolean }[]) =>
  entries.filter(({ isOn }) => isOn).map(({ name }) => name);

describe('the weightings that can be compared', () => {
  it('begin with none and the one from Weights, which are compared unless something else is said', () => {
    expect(names(offeredWeightings(parseWeighting('edge:sigma=2'), form))).toEqual(['none', 'edge:sigma=2']);
  });

  it('hold each once, also where the one from Weights is a preset or none', () => {
    for (const inHand of ['none', 'edge', 'region']) {
      const entries = offeredWeightings(parseWeighting(inHand), form);
      expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
      expect(names(entries)).toHaveLength(2);
    }
  });

  it('hold what was written by hand, and what is chosen stays so whatever is in hand', () => {
    const weighting = parseWeighting('edge:strength=9');
    const added = [{ name: 'edge:strength=9', weighting, isOn: true }];
    const isOn = { region: true, edge: false };
    for (const inHand of ['edge', 'balance']) {
      const chosen = names(offeredWeightings(parseWeighting(inHand), { added, isOn }));
      expect(chosen).toEqual(expect.arrayContaining(['none', 'region', 'edge:strength=9']));
      expect(chosen).not.toContain('edge');
    }
  });
});

describe('the plan of the form', () => {
  const config = runConfigSchema.parse({ patience: 3, seed: 7, batch: 2, weighting: parseWeighting('edge') });
  const plan = planOf(offeredWeightings(config.weighting, form), config, form);

  it('is a fair one, of the next run with each weighting and seeds from its own on', () => {
    expect(planProblem(plan, ['line'])).toBeNull();
    expect(plan.seeds).toEqual([7, 8, 9, 10, 11]);
    expect(plan.configurations.map(({ config: { batch, patience } }) => [batch, patience])).toEqual([
      [2, null],
      [2, null],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { gradients } from '../../../../../src/engine/graph/gradients/reverse-mode';
import { gradientRules } from '../../../../../src/engine/graph/gradients/rules';
import { placeholder } from '../../../../../src/engine/graph/operations/constants';
import { cast, square } from '../../../../../src/engine/graph/operations/elementwise';
import { sum } from '../../../../../src/engine/graph/operations/reduce';
import { addValue, createGraph } from '../../../../../src/engine/graph/symbolic';
import { uniformValues } from '../random-values';
import { temporaryFolder } from '../temporary-folder';
import { centralDifference, type Expression, eagerGradients, relativeDistance, trialOf } from './expression';
import { pointExpressions } from './point-expressions';
import { spatialExpressions } from './spatial-expressions';

const folder = temporaryFolder();
const seen = new Set<string>();

describe('the gradient of', () => {
  for (const expression of [...pointExpressions, ...spatialExpressions]) {
    it(`${expression.name} is the slope of the loss`, async () => {
      const trial = await trialOf(expression, folder);
      try {
        for (const operation of trial.operations) seen.add(operation);
        for (const seed of [1, 2, 3]) {
          const direction = trial.start.map((values, i) => uniformValues(values.length, seed * 10 + i, -1, 1));
          const predicted = dot(trial.gradients, direction);
          const count = direction.reduce((total, values) => total + values.length, 0);
          const scale = Math.sqrt((dot(trial.gradients, trial.gradients) * dot(direction, direction)) / count);
          expect(Math.abs(centralDifference(trial, direction, 1e-2) - predicted) / scale).toBeLessThan(1e-2);
        }
        const peers = eagerGradients(expression, trial);
        for (const [i, peer] of peers.entries()) {
          expect(relativeDistance(trial.gradients[i] ?? new Float32Array(), peer)).toBeLessThan(1e-4);
        }
        expect(peers.length).toBe(expression.eager === undefined ? 0 : expression.shapes.length);
      } finally {
        trial.dispose();
      }
    });
  }

  it('a cast to bfloat16 and back passes through in bfloat16', async () => {
    const expression: Expression = {
      name: 'a cast',
      shapes: [[16]],
      build: ([x]) => cast(cast(x ?? missing(), 'bfloat16'), 'float32'),
    };
    const trial = await trialOf(expression, folder);
    for (const operation of trial.operations) seen.add(operation);
    expect(relativeDistance(trial.gradients[0] ?? new Float32Array(), trial.factors)).toBeLessThan(2 ** -8);
    trial.dispose();
  });

  it('every operation with a rule was tried above', () => {
    expect([...gradientRules.keys()].filter((operation) => !seen.has(operation))).toEqual([]);
  });
});

describe('reverse mode', () => {
  it('says which operation has no rule', () => {
    const graph = createGraph();
    const x = placeholder(graph, 'x', 'float32', [3]);
    const rounded = addValue(graph, { op: 'Rint', inputs: [x], outputs: [{ shape: [3], dtype: 'float32' }] });
    const loss = sum(rounded);
    expect(() => gradients(loss, [x])).toThrow('no gradient rule for Rint');
  });

  it('refuses a loss that does not depend on a variable', () => {
    const graph = createGraph();
    const [x, y] = [placeholder(graph, 'x', 'float32', []), placeholder(graph, 'y', 'float32', [])];
    expect(() => gradients(square(x), [x, y])).toThrow('does not depend on y');
  });

  it('refuses a loss that is not a scalar', () => {
    const graph = createGraph();
    const x = placeholder(graph, 'x', 'float32', [2]);
    expect(() => gradients(x, [x])).toThrow('scalar');
  });
});

function dot(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  return a.reduce(
    (sumSoFar, values, i) => sumSoFar + values.reduce((s, value, j) => s + value * (b[i]?.[j] ?? 0), 0),
    0,
  );
}

function missing(): never {
  throw new Error('a value is needed');
}

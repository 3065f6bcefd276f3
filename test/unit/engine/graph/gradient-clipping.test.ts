import { beforeAll, describe, expect, it } from 'vitest';
import { colourBatch, openWithInitialValues, scalars, smallSpec } from './small-program';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const optimizer = { kind: 'sgd', momentum: 0 } as const;
const batch = colourBatch(smallSpec());

/** How far one plain step of rate 1e-2 moved all trainables, and the gradients' global norm before it. */
async function stepOf(clipNorm: number | null): Promise<{ moves: Map<string, Float32Array>; norm: number }> {
  const { program, session } = await openWithInitialValues(smallSpec({ optimizer, clipNorm }), folder);
  const { gradients } = session.gradients(batch, scalars);
  const before = session.read();
  session.step(batch, { ...scalars, learningRate: 1e-2 });
  const after = session.read();
  session.dispose();
  const trainables = program.variables.filter(({ role }) => role === 'trainable');
  const moves = trainables.map(({ name }): [string, Float32Array] => {
    const own = before.get(name) ?? new Float32Array();
    return [name, (after.get(name) ?? new Float32Array()).map((x, i) => x - own[i])];
  });
  return { moves: new Map(moves), norm: lengthOf(gradients) };
}

function lengthOf(values: ReadonlyMap<string, Float32Array>): number {
  return Math.sqrt([...values.values()].reduce((sum, array) => sum + array.reduce((s, x) => s + x * x, 0), 0));
}

describe('clipping by the global norm', () => {
  let free: Awaited<ReturnType<typeof stepOf>>;

  beforeAll(async () => {
    free = await stepOf(null);
  }, 60_000);

  it('shortens a long gradient to the norm, all variables by one factor, and tells the whole gradient still', async () => {
    const clipped = await stepOf(free.norm / 4);
    expect(lengthOf(free.moves)).toBeCloseTo(1e-2 * free.norm, 5);
    expect(clipped.norm).toBe(free.norm);
    for (const [name, move] of free.moves) {
      clipped.moves.get(name)?.forEach((x, i) => {
        // Differences of variables near 1 are rounded to 6e-8.
        expect(Math.abs(x - move[i] / 4), name).toBeLessThan(1.3e-7);
      });
    }
  });

  it('leaves a gradient alone that is short enough', async () => {
    expect((await stepOf(1.01 * free.norm)).moves).toEqual(free.moves);
  });
});

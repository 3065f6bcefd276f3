import { describe, expect, it } from 'vitest';
import { buildTrainingProgram } from '../../../../src/engine/graph/program';
import { openWithInitialValues, smallSpec } from '../graph/small-program';
import { temporaryFolder } from '../graph/temporary-folder';

const folder = temporaryFolder();
const standard = buildTrainingProgram(
  smallSpec({ network: { kind: 'unet', width: 16, depth: 4 }, classCount: 2, patchHeight: 32, patchWidth: 32 }),
);

describe('the U-Net', () => {
  it('of width 16 and depth 4 has the 1,964,114 parameters that counting by hand gives', () => {
    const kernel = (inputs: number, outputs: number) => 9 * inputs * outputs + 2 * outputs;
    const two = (inputs: number, outputs: number) => kernel(inputs, outputs) + kernel(outputs, outputs);
    const down = two(3, 16) + two(16, 32) + two(32, 64) + two(64, 128) + two(128, 256);
    const up = two(256 + 128, 128) + two(128 + 64, 64) + two(64 + 32, 32) + two(32 + 16, 16);
    expect(standard.parameterCount).toBe(down + up + 16 * 2 + 2);
    expect(standard.parameterCount).toBe(1_964_114);
  });

  it('lists its layers in order, each with its inputs before it and its own variables', () => {
    const known = new Set(['image']);
    for (const layer of standard.layers) {
      for (const name of layer.inputs) expect(known).toContain(name);
      known.add(layer.name);
    }
    const named = standard.layers.flatMap((layer) => layer.variables);
    const own = standard.variables.filter(({ role }) => role === 'trainable' || role === 'statistic');
    expect(new Set(named)).toEqual(new Set(own.map(({ name }) => name)));
    expect(standard.layers.reduce((sum, layer) => sum + layer.parameters, 0)).toBe(standard.parameterCount);
    expect(standard.layers.find(({ name }) => name === 'bottom/conv0')).toMatchObject({
      stride: 16,
      outputChannels: 256,
    });
    expect(standard.layers.find(({ name }) => name === 'decoder0/concat')).toMatchObject({
      inputs: ['encoder0/relu1', 'decoder0/upsample'],
      outputChannels: 48,
      stride: 1,
    });
    expect(standard.layers.at(-1)).toMatchObject({ name: 'head', outputChannels: 2 });
  });

  it('has no bias before a batch norm', () => {
    const biased = standard.variables.filter(({ name }) => name.endsWith('/bias')).map(({ name }) => name);
    expect(biased).toEqual(['head/bias']);
  });

  it('refuses a patch that its poolings do not divide', () => {
    expect(() => buildTrainingProgram(smallSpec({ patchWidth: 18 }))).toThrow('18x16 is not a multiple of 4');
  });

  it('lets an output see no more than its receptive field, and most of that', async () => {
    const spec = smallSpec();
    const { program, session } = await openWithInitialValues(spec, folder);
    const size = 64;
    const row = size / 2;
    const grey = new Float32Array(size * size * 3).fill(0.5);
    const shape = { batch: 1, height: size, width: size };
    const before = session.predict(grey, shape);
    const seen = Array.from({ length: size }, () => new Set<number>());
    for (let column = 0; column < size; column++) {
      const changed = grey.slice();
      changed.fill(20, (row * size + column) * 3, (row * size + column + 1) * 3);
      const after = session.predict(changed, shape);
      for (let i = row * size * 3; i < (row + 1) * size * 3; i++) {
        if (after[i] !== before[i]) seen[Math.floor(i / 3) % size]?.add(column);
      }
    }
    session.dispose();
    const sides = seen.map((columns) => Math.max(...columns) - Math.min(...columns) + 1);
    expect(Math.max(...sides)).toBeLessThanOrEqual(program.receptiveFieldPx);
    expect(Math.max(...sides)).toBeGreaterThan(0.7 * program.receptiveFieldPx);
  });
});

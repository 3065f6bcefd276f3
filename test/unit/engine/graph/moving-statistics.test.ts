import { describe, expect, it } from 'vitest';
import type { ProgramSpec } from '../../../../src/engine/graph/program-types';
import { colourBatch, openWithInitialValues, scalars, smallSpec } from './small-program';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

/** SAME-padded 3x3 convolution in float64: [B,H,W,C] with [3,3,C,D]; cells as [B*H*W][D]. */
function convolved(image: Float64Array, kernel: Float32Array, spec: ProgramSpec, channels: number): number[][] {
  const { batch, patchHeight: height, patchWidth: width, inputChannels } = spec;
  const cells: number[][] = [];
  for (let b = 0; b < batch; b++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const cell = new Array<number>(channels).fill(0);
        for (let i = 0; i < 9; i++) {
          const [row, column] = [y + Math.floor(i / 3) - 1, x + (i % 3) - 1];
          if (row < 0 || column < 0 || row >= height || column >= width) continue;
          for (let c = 0; c < inputChannels; c++) {
            const value = image[((b * height + row) * width + column) * inputChannels + c] ?? 0;
            for (let d = 0; d < channels; d++) {
              cell[d] = (cell[d] ?? 0) + value * (kernel[(i * inputChannels + c) * channels + d] ?? 0);
            }
          }
        }
        cells.push(cell);
      }
  return cells;
}

describe('moving statistics', () => {
  it('take in a tenth of the batch mean and of its variance of divisor N, as Keras 3 does', async () => {
    const spec = smallSpec({ batch: 1, patchHeight: 4, patchWidth: 4 });
    const batch = colourBatch(spec);
    const { session } = await openWithInitialValues(spec, folder);
    const before = session.read();
    session.step(batch, scalars);
    const after = session.read();
    session.dispose();
    const { mean, deviation } = spec.normalisation;
    const image = Float64Array.from(batch.image, (value, i) => (value - (mean[i % 3] ?? 0)) / (deviation[i % 3] ?? 1));
    const cells = convolved(image, before.get('encoder0/conv0/kernel') ?? new Float32Array(), spec, 4);
    for (let d = 0; d < 4; d++) {
      const column = cells.map((cell) => cell[d] ?? Number.NaN);
      const center = column.reduce((a, b) => a + b, 0) / column.length;
      const variance = column.reduce((sum, value) => sum + (value - center) ** 2, 0) / column.length;
      // 16 cells: divisor N - 1 would be 7 % away.
      expect(after.get('encoder0/norm0/moving_mean')?.[d]).toBeCloseTo(0.1 * center, 5);
      expect(after.get('encoder0/norm0/moving_variance')?.[d]).toBeCloseTo(0.9 + 0.1 * variance, 5);
    }
  });

  it('do not move in predict, evaluate or gradients', async () => {
    const spec = smallSpec();
    const batch = colourBatch(spec);
    const { session } = await openWithInitialValues(spec, folder);
    const shape = { batch: 2, height: 16, width: 16 };
    session.predict(batch.image, shape);
    session.evaluate(batch.image, batch.labels, batch.validity, shape);
    session.gradients(batch, scalars);
    expect(new Set(session.read().get('bottom/norm1/moving_mean'))).toEqual(new Set([0]));
    session.dispose();
  });
});

import { describe, expect, it } from 'vitest';
import { GraphSession } from '../../../../src/engine/graph/graph-session';
import { buildInferenceModel } from '../../../../src/engine/graph/inference-model';
import { paddedSize, reflectIndex } from '../../../../src/engine/graph/padding';
import { uniformValues } from './random-values';
import { colourBatch, openWithInitialValues, scalars, smallSpec } from './small-program';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const spec = smallSpec();
const range = { lo: [0, 10, 0], hi: [255, 200, 255] };

describe('the exported model', () => {
  it('gives what predict gives on the mirrored image, for every size down to one pixel', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    for (let i = 0; i < 10; i++) session.step(colourBatch(spec, i), scalars);
    const bytes = buildInferenceModel({ ...spec, ...range, values: session.read() });
    const model = await GraphSession.open(bytes, ['serving_default'], folder);
    for (const [height, width] of [
      [1, 1],
      [2, 3],
      [5, 13],
      [16, 12],
    ] as const) {
      const raw = uniformValues(height * width * 3, height, 0, 256).map(Math.floor);
      const exported = model.run('serving_default', { image: { data: raw, shape: [1, height, width, 3] } });
      const probabilities = exported.get('probabilities') ?? new Float32Array();
      const own = session.predict(padded(raw, height, width), {
        batch: 1,
        height: paddedSize(height, 4),
        width: paddedSize(width, 4),
      });
      expect(probabilities.length).toBe(height * width * 3);
      for (let y = 0; y < height; y++)
        for (let i = 0; i < width * 3; i++) {
          const expected = own[y * paddedSize(width, 4) * 3 + i] ?? Number.NaN;
          expect(probabilities[y * width * 3 + i]).toBeCloseTo(expected, 5);
        }
    }
    model.dispose();
    session.dispose();
  });

  it('clamps to the range and takes a channel without one as 0', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    for (let i = 0; i < 10; i++) session.step(colourBatch(spec, i), scalars);
    const flatRange = { lo: [0, 7, 0], hi: [255, 7, 255] };
    const bytes = buildInferenceModel({ ...spec, ...flatRange, values: session.read() });
    const model = await GraphSession.open(bytes, ['serving_default'], folder);
    const run = (pixel: number[]) =>
      model
        .run('serving_default', { image: { data: Float32Array.from(pixel), shape: [1, 1, 1, 3] } })
        .get('probabilities');
    expect(run([-50, 7, 400])).toEqual(run([0, 7, 255]));
    expect(run([30, 1000, 40])).toEqual(run([30, 0, 40]));
    expect(run([30, 0, 40])).not.toEqual(run([200, 0, 40]));
    model.dispose();
    session.dispose();
  });

  it('names the variable that a checkpoint lacks', () => {
    expect(() => buildInferenceModel({ ...spec, ...range, values: new Map() })).toThrow('encoder0/conv0/kernel');
  });
});

function padded(raw: Float32Array, height: number, width: number): Float32Array {
  const [rows, columns] = [paddedSize(height, 4), paddedSize(width, 4)];
  return Float32Array.from({ length: rows * columns * 3 }, (_, i) => {
    const [y, x, c] = [Math.floor(i / 3 / columns), Math.floor(i / 3) % columns, i % 3];
    const value = raw[(reflectIndex(y, height) * width + reflectIndex(x, width)) * 3 + c] ?? Number.NaN;
    const [lo, hi] = [range.lo[c] ?? 0, range.hi[c] ?? 1];
    return Math.min(1, Math.max(0, (value - lo) / (hi - lo)));
  });
}

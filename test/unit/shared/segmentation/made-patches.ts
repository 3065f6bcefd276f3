import fc from 'fast-check';
import type { ColorPatch } from '../../../../src/shared/segmentation/color-patch';

/** Bytes that are the same for the same seed. */
export function noise(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
}

export function patchOf(
  width: number,
  height: number,
  channels: 1 | 3 | 4,
  valueAt: (x: number, y: number, channel: number) => number,
  place = { x: 0, y: 0 },
): ColorPatch {
  const data = new Uint8Array(width * height * channels);
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / channels);
    const value = valueAt(pixel % width, Math.floor(pixel / width), i % channels);
    data[i] = Math.max(0, Math.min(255, Math.round(value)));
  }
  return { ...place, width, height, channels, data };
}

/** Small patches of few grey levels in patches of a few pixels, somewhere in an image. */
export const madePatch = (maxSide = 30): fc.Arbitrary<ColorPatch> =>
  fc
    .record({
      width: fc.integer({ min: 1, max: maxSide }),
      height: fc.integer({ min: 1, max: maxSide }),
      channels: fc.constantFrom<1 | 3 | 4>(1, 3, 4),
      levels: fc.constantFrom(2, 5, 256),
      seed: fc.nat(100_000),
      x: fc.nat(400),
      y: fc.nat(400),
    })
    .map(({ width, height, channels, levels, seed, x, y }) => {
      const next = noise(seed);
      return patchOf(width, height, channels, () => Math.floor((next() * levels) / 256) * (255 / (levels - 1)), {
        x,
        y,
      });
    });

/** Seeded and short by default, long in a soak. */
export const runs = (short: number): { seed: number; numRuns: number } => ({
  seed: 7,
  numRuns: process.env.MASKWRIGHT_SOAK === '1' ? short * 50 : short,
});

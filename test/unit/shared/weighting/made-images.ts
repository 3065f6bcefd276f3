import fc from 'fast-check';
import type { FloatMap, UnitImage } from '../../../../src/shared/images/pixels';

/** Few cases by default, many in the long runs. */
export const propertyRuns = { seed: 20_261, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 60 };

export function madeImage(
  width: number,
  height: number,
  channels: number,
  value: (x: number, y: number, c: number) => number,
): UnitImage {
  const data = new Float32Array(width * height * channels);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) for (let c = 0; c < channels; c++, i++) data[i] = value(x, y, c);
  }
  return { width, height, channels, data };
}

export function madeMap(width: number, height: number, value: (x: number, y: number) => number): FloatMap {
  const { data } = madeImage(width, height, 1, value);
  return { width, height, data };
}

/** Random images of up to 9x9 pixels with 1 to 4 channels. */
export const anyImage: fc.Arbitrary<UnitImage> = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
    channels: fc.integer({ min: 1, max: 4 }),
  })
  .chain(({ width, height, channels }) =>
    fc
      .array(fc.float({ min: 0, max: 1, noNaN: true }), {
        minLength: width * height * channels,
        maxLength: width * height * channels,
      })
      .map((values) => ({ width, height, channels, data: Float32Array.from(values) })),
  );

/** Random maps with many equal values, from flat to a hundred levels. */
export const anyMap: fc.Arbitrary<FloatMap> = fc
  .record({
    width: fc.integer({ min: 1, max: 12 }),
    height: fc.integer({ min: 1, max: 12 }),
    levels: fc.integer({ min: 0, max: 100 }),
  })
  .chain(({ width, height, levels }) =>
    fc
      .array(fc.integer({ min: 0, max: levels }), { minLength: width * height, maxLength: width * height })
      .map((values) => ({ width, height, data: Float32Array.from(values, (value) => value / 7) })),
  );

export function transposed(image: UnitImage): UnitImage {
  return madeImage(image.height, image.width, image.channels, (x, y, c) => pixel(image, y, x, c));
}

/** A quarter turn clockwise. */
export function turned(image: UnitImage): UnitImage {
  return madeImage(image.height, image.width, image.channels, (x, y, c) => pixel(image, y, image.height - 1 - x, c));
}

export function asImage(map: FloatMap): UnitImage {
  return { ...map, channels: 1 };
}

export function pixel(image: UnitImage, x: number, y: number, c = 0): number {
  return image.data[(y * image.width + x) * image.channels + c];
}

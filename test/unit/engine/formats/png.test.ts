import fc from 'fast-check';
import { decode as decodeByFastPng, encode as encodeByFastPng } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodePng, encodeGreyPng, encodeIndexedPng, encodeRgbPng } from '../../../../src/engine/formats/png';
import { pngChunk, pngFile } from '../images/made-files';

const runs = { seed: 20, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 60 };
const KINDS = [
  { colorType: 0, channels: 1, depths: [1, 2, 4, 8, 16] },
  { colorType: 2, channels: 3, depths: [8, 16] },
  { colorType: 4, channels: 2, depths: [8, 16] },
  { colorType: 6, channels: 4, depths: [8, 16] },
];
const shapes = fc
  .record({
    width: fc.integer({ min: 1, max: 19 }),
    height: fc.integer({ min: 1, max: 13 }),
    kind: fc.constantFrom(...KINDS.flatMap((kind) => kind.depths.map((bitDepth) => ({ ...kind, bitDepth })))),
    isInterlaced: fc.boolean(),
    filters: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 13, maxLength: 13 }),
    seed: fc.integer({ min: 1, max: 0x7fffffff }),
  })
  .map((shape) => ({
    ...shape,
    samples: noise(shape.seed, shape.width * shape.height * shape.kind.channels, shape.kind.bitDepth),
  }));

describe('decodePng', () => {
  it('gives back the samples of every depth, colour type, filter and interlacing', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ width, height, kind, isInterlaced, filters, samples }) => {
        const { bitDepth, colorType } = kind;
        const file = pngFile({
          width,
          height,
          bitDepth,
          colorType,
          samples,
          isInterlaced,
          filter: (y) => filters[y] ?? 0,
        });
        const image = await decodePng(file);
        expect(Array.from(image.data)).toEqual(samples);
        expect([image.width, image.height, image.channels]).toEqual([width, height, kind.channels]);
      }),
      runs,
    );
  });

  it('agrees with fast-png on files of its own making', async () => {
    for (const { channels, depth } of [1, 2, 3, 4].flatMap((channels) =>
      [8, 16].map((depth) => ({ channels, depth })),
    )) {
      const values = noise(channels * depth, 17 * 11 * channels, depth);
      const data = depth === 8 ? Uint8Array.from(values) : Uint16Array.from(values);
      const file = encodeByFastPng({ width: 17, height: 11, data, channels, depth: depth === 8 ? 8 : 16 });
      expect(Array.from((await decodePng(file)).data)).toEqual(values);
    }
  });

  it('keeps palette indices and the palette', async () => {
    const chunks = [pngChunk('PLTE', [10, 20, 30, 40, 50, 60, 70, 80, 90])];
    const image = await decodePng(
      pngFile({ width: 3, height: 1, bitDepth: 2, colorType: 3, samples: [2, 0, 1], chunks }),
    );
    expect(Array.from(image.data)).toEqual([2, 0, 1]);
    expect(Array.from(image.palette ?? [])).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
  });

  it('refuses an index that the palette does not have', async () => {
    const chunks = [pngChunk('PLTE', [10, 20, 30])];
    const file = pngFile({ width: 2, height: 1, bitDepth: 8, colorType: 3, samples: [0, 1], chunks });
    await expect(decodePng(file)).rejects.toMatchObject({ fault: 'damaged' });
  });

  it('finds a single flipped bit anywhere after the signature', async () => {
    const file = pngFile({ width: 9, height: 7, bitDepth: 8, colorType: 2, samples: noise(3, 189, 8) });
    for (let bit = 64; bit < 8 * file.length; bit += 5) {
      const changed = file.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(decodePng(changed), `bit ${bit}`).rejects.toHaveProperty('fault');
    }
  });

  it('refuses a file cut at any length', async () => {
    const file = pngFile({ width: 9, height: 7, bitDepth: 8, colorType: 0, samples: noise(5, 63, 8) });
    for (let length = 8; length < file.length; length++) {
      await expect(decodePng(file.subarray(0, length)), `${length} bytes`).rejects.toMatchObject({
        fault: 'truncated',
      });
    }
  });

  it('refuses rows that are missing although every checksum is right', async () => {
    const short = pngFile({ width: 50, height: 10, bitDepth: 8, colorType: 0, samples: noise(6, 500, 8) });
    const claimed = pngFile({ width: 50, height: 11, bitDepth: 8, colorType: 0, samples: noise(6, 550, 8) });
    const mixed = Uint8Array.from([...claimed.subarray(0, 33), ...short.subarray(33)]);
    await expect(decodePng(mixed)).rejects.toMatchObject({ fault: 'truncated' });
  });

  it('makes no buffer for pixels that so few bytes cannot hold', async () => {
    const small = pngFile({ width: 1, height: 1, bitDepth: 8, colorType: 0, samples: [0] });
    const header = pngChunk('IHDR', [0, 0, 0x3a, 0x98, 0, 0, 0x3a, 0x98, 8, 0, 0, 0, 0]);
    const liar = Uint8Array.from([...small.subarray(0, 8), ...header, ...small.subarray(33)]);
    await expect(decodePng(liar)).rejects.toMatchObject({ fault: 'truncated' });
  });

  it('refuses a critical chunk that it does not know', async () => {
    const chunks = [pngChunk('NEWx', [1])];
    const file = pngFile({ width: 1, height: 1, bitDepth: 8, colorType: 0, samples: [0], chunks });
    await expect(decodePng(file)).rejects.toMatchObject({ fault: 'unsupported' });
  });
});

describe('encoding', () => {
  const sizes = { width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 30 }), seed: fc.nat() };

  it('writes label maps that fast-png reads with indices and colours', () => {
    fc.assert(
      fc.property(fc.record(sizes), ({ width, height, seed }) => {
        const data = Uint8Array.from(noise(seed, width * height, 8));
        const palette = Uint8Array.from(noise(seed + 1, 768, 8));
        const read = decodeByFastPng(encodeIndexedPng({ width, height, data }, palette));
        expect(Array.from(read.data)).toEqual(Array.from(data));
        expect(read.palette?.flat()).toEqual(Array.from(palette));
      }),
      runs,
    );
  });

  it('writes grey of 8 and 16 bits and RGB that fast-png reads', () => {
    fc.assert(
      fc.property(fc.record(sizes), ({ width, height, seed }) => {
        const grey = Uint8Array.from(noise(seed, width * height, 8));
        const deep = Uint16Array.from(noise(seed, width * height, 16));
        const rgb = Uint8Array.from(noise(seed, 3 * width * height, 8));
        expect(decodeByFastPng(encodeGreyPng(width, height, grey)).data).toEqual(grey);
        expect(decodeByFastPng(encodeGreyPng(width, height, deep)).data).toEqual(deep);
        expect(decodeByFastPng(encodeRgbPng(width, height, rgb)).data).toEqual(rgb);
      }),
      runs,
    );
  });

  it('refuses a palette without a colour for a value that occurs', () => {
    const map = { width: 2, height: 1, data: Uint8Array.of(0, 3) };
    expect(() => encodeIndexedPng(map, new Uint8Array(9))).toThrow('no colour for the value 3');
  });
});

/** Reproducible numbers below 2^bits (a linear congruential generator's upper bits). */
function noise(seed: number, length: number, bits: number): number[] {
  let state = BigInt(seed) + 1n;
  return Array.from({ length }, () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number((state >> 40n) & ((1n << BigInt(bits)) - 1n));
  });
}

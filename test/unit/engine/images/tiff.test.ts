import fc from 'fast-check';
import { fromArrayBuffer, writeArrayBuffer } from 'geotiff';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../../../src/engine/images/decode';
import { type TiffParts, tiffFile } from './made-files';
import { recorded } from './recorded-files';

const runs = { seed: 8, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 1000 : 50 };
const decoded = async (bytes: Uint8Array) => decodeBytes(bytes, 'made.tif');
const rgb = (x: number, y: number): number[] => [30 * x, 50 * y, 20 * (x + y)];
const grid = (width: number, height: number, pixel: (x: number, y: number) => number | number[]): number[] =>
  Array.from({ length: width * height }, (_, i) => pixel(i % width, Math.floor(i / width))).flat();

const one: TiffParts = { width: 2, height: 1, bits: 8, channels: 1, photometric: 1, strip: Uint8Array.of(3, 200) };

describe('files of other writers', () => {
  it('LZW with horizontal differences, big-endian, several strips', async () => {
    const { image } = await decoded(recorded('lzwPredictorBigEndianTiff'));
    expect(image.data).toEqual(Uint16Array.from(grid(7, 5, (x, y) => 5000 * x + 7 * y + 3)));
  });

  it('deflate with floating-point differences', async () => {
    const { image } = await decoded(recorded('floatPredictorTiff'));
    expect(image).toMatchObject({ width: 7, height: 5, channels: 1, depth: 32 });
    expect(image.data).toEqual(Float32Array.from(grid(7, 5, (x, y) => x / 4 - 3.5 * y)));
  });

  it('tiles that overhang the image, one plane a channel', async () => {
    const { image } = await decoded(recorded('tiledPlanarTiff'));
    expect(Array.from(image.data)).toEqual(grid(20, 20, (x, y) => rgb(x % 7, y % 5)));
  });

  it('PackBits in a BigTIFF', async () => {
    const { image } = await decoded(recorded('packBitsBigTiff'));
    expect(Array.from(image.data)).toEqual(grid(7, 5, rgb));
  });

  it('JPEG strips with shared tables', async () => {
    const { image } = await decoded(recorded('jpegTiff'));
    const expected = grid(16, 16, (x, y) => [60 + 8 * x, 60 + 8 * y, 128]);
    const worst = Array.from(image.data, (value, i) => Math.abs(value - (expected[i] ?? 0)));
    expect(Math.max(...worst)).toBeLessThanOrEqual(6);
  });
});

describe('values', () => {
  it('agree with geotiff on files that it writes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(1, 3),
        fc.integer({ min: 1, max: 1e6 }),
        async (width, height, channels, seed) => {
          const values = Uint8Array.from({ length: width * height * channels }, (_, i) => (seed * (i + 1)) % 251);
          const metadata = { width, height, SamplesPerPixel: channels, BitsPerSample: Array(channels).fill(8) };
          const file = writeArrayBuffer(values, { ...metadata, PhotometricInterpretation: channels === 1 ? 1 : 2 });
          const oracle = await (await (await fromArrayBuffer(file)).getImage()).readRasters({ interleave: true });
          const { image } = await decoded(new Uint8Array(file));
          expect(Array.from(image.data)).toEqual(Array.from(oracle));
        },
      ),
      runs,
    );
  });

  it('of 16 bits keep their byte order', async () => {
    const strip = Uint8Array.of(1, 2, 255, 0);
    const little = await decoded(tiffFile({ ...one, bits: 16, strip }));
    const big = await decoded(tiffFile({ ...one, bits: 16, strip, order: 'MM' }));
    expect([little.image.data, big.image.data]).toEqual([Uint16Array.of(513, 255), Uint16Array.of(258, 65280)]);
  });

  it('below zero and above 16 bits become float32', async () => {
    const signed = await decoded(tiffFile({ ...one, bits: 16, sampleFormat: 2, strip: Uint8Array.of(255, 255, 5, 0) }));
    const deep = await decoded(tiffFile({ ...one, width: 1, bits: 32, strip: Uint8Array.of(0, 0, 1, 0) }));
    expect([signed.image.data, deep.image.data]).toEqual([Float32Array.of(-1, 5), Float32Array.of(65536)]);
  });

  it('that are not finite become 0, and it is said', async () => {
    const strip = new Uint8Array(Float32Array.of(Number.NaN, 2.5).buffer);
    const { image, notices } = await decoded(tiffFile({ ...one, bits: 32, sampleFormat: 3, strip }));
    expect(image.data).toEqual(Float32Array.of(0, 2.5));
    expect(notices.join()).toContain('1 values that are not finite');
  });

  it('of 1 bit spread over 0..255, also where zero is white', async () => {
    const bilevel = { ...one, width: 3, bits: 1, strip: Uint8Array.of(0b01000000) };
    const black = await decoded(tiffFile(bilevel));
    const white = await decoded(tiffFile({ ...bilevel, photometric: 0 }));
    expect([black.image.data, white.image.data]).toEqual([Uint8Array.of(0, 255, 0), Uint8Array.of(255, 0, 255)]);
  });

  it('of 12 bits are unpacked and kept', async () => {
    const { image } = await decoded(tiffFile({ ...one, bits: 12, strip: Uint8Array.of(0xab, 0xc1, 0x23) }));
    expect(image.data).toEqual(Uint16Array.of(0xabc, 0x123));
  });
});

describe('colours', () => {
  it('of a palette are taken from its 16-bit colour map', async () => {
    const map = Array.from({ length: 768 }, (_, i) => (i % 256 === 200 ? 0x1200 * (1 + Math.floor(i / 256)) : 0));
    const { image } = await decoded(tiffFile({ ...one, photometric: 3, extra: [[320, 3, map]] }));
    expect(Array.from(image.data)).toEqual([0, 0, 0, 0x12, 0x24, 0x36]);
  });

  it('of CMYK become RGB', async () => {
    const strip = Uint8Array.of(0, 0, 0, 0, 255, 0, 51, 0);
    const { image } = await decoded(tiffFile({ ...one, channels: 4, photometric: 5, strip }));
    expect(Array.from(image.data)).toEqual([255, 255, 255, 0, 255, 204]);
  });

  it('lose alpha with a notice, while unmarked channels of grey stay', async () => {
    const strip = Uint8Array.of(1, 2, 3, 4);
    const alpha = await decoded(tiffFile({ ...one, channels: 2, strip, extra: [[338, 3, [2]]] }));
    const channels = await decoded(tiffFile({ ...one, channels: 2, strip, extra: [[338, 3, [0]]] }));
    expect([alpha.image.channels, Array.from(alpha.image.data), alpha.notices.length]).toEqual([1, [1, 3], 1]);
    expect([channels.image.channels, Array.from(channels.image.data)]).toEqual([2, [1, 2, 3, 4]]);
  });

  it('are turned upright', async () => {
    const { image, header } = await decoded(tiffFile({ ...one, extra: [[274, 3, [6]]] }));
    expect([header.width, header.height, image.width, image.height]).toEqual([1, 2, 1, 2]);
    expect(Array.from(image.data)).toEqual([3, 200]);
  });
});

describe('files that are no good', () => {
  it('are refused when a strip lies beyond the end', async () => {
    const file = tiffFile({ ...one, extra: [] });
    const claimed = tiffFile({ ...one, height: 50, strip: new Uint8Array(100) });
    await expect(decoded(Uint8Array.from([...claimed.subarray(0, 8), ...file.subarray(8)]))).rejects.toHaveProperty(
      'code',
    );
    await expect(decoded(tiffFile({ ...one, height: 9 }))).rejects.toMatchObject({ code: 'image-truncated' });
  });

  it('are refused when a size or a place is a fraction or below zero', async () => {
    for (const [tag, type, values] of [
      [257, 5, [3, 2]],
      [257, 12, [1.5]],
      [273, 12, [-4]],
      [273, 12, [8.5]],
    ] as const) {
      const file = tiffFile({ ...one, extra: [[tag, type, values]] });
      await expect(decoded(file), `${tag} of type ${type}`).rejects.toMatchObject({ code: 'image-damaged' });
    }
  });

  it('are refused when packed pixels unpack to too few', async () => {
    for (const compression of [5, 32773]) {
      const file = tiffFile({ ...one, width: 90, height: 90, compression, strip: Uint8Array.of(0x80, 0x40, 0x80) });
      await expect(decoded(file)).rejects.toMatchObject({ code: expect.stringMatching(/image-(truncated|damaged)/) });
    }
  });

  it('never unpack more than a strip holds', async () => {
    const bomb = Uint8Array.from({ length: 20000 }, (_, i) => (i % 2 === 0 ? 129 : 7));
    const { image } = await decoded(tiffFile({ ...one, compression: 32773, strip: bomb }));
    expect(Array.from(image.data)).toEqual([7, 7]);
  });
});

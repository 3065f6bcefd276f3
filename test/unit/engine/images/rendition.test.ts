import { createHash } from 'node:crypto';
import { readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../../src/engine/images/decode';
import { makeRendition, renditionFile } from '../../../../src/engine/images/rendition';
import { areaAverage, fittedSize } from '../../../../src/engine/images/rendition-scale';
import type { PixelImage } from '../../../../src/shared/images/pixels';
import { pngFile } from './made-files';
import { tempFolder } from './temp-folder';

const folder = tempFolder();
const runs = { seed: 4, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 60 };

const images = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    channels: fc.constantFrom(1, 3),
  })
  .chain(({ width, height, channels }) =>
    fc
      .uint8Array({ minLength: width * height * channels, maxLength: width * height * channels })
      .map((data): PixelImage => ({ width, height, channels, depth: 8, data })),
  );

describe('areaAverage', () => {
  it('is the mean of each block where the sizes divide', () => {
    const data = Uint8Array.of(0, 10, 20, 30, 40, 50, 60, 70);
    const image: PixelImage = { width: 4, height: 2, channels: 1, depth: 8, data };
    expect(Array.from(areaAverage(image, 2, 1, 1))).toEqual([25, 45]);
  });

  it('equals the integral of the source over each output pixel', () => {
    fc.assert(
      fc.property(images, fc.integer({ min: 1, max: 10 }), (image, side) => {
        const { width, height } = fittedSize(image.width, image.height, side);
        const means = areaAverage(image, width, height, image.channels);
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++)
            expect(means[(y * width + x) * image.channels]).toBeCloseTo(byIntegral(image, width, height, x, y), 2);
        }
      }),
      runs,
    );
  });

  it('keeps the mean of the whole image', () => {
    fc.assert(
      fc.property(images, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (image, w, h) => {
        const [width, height] = [Math.min(w, image.width), Math.min(h, image.height)];
        expect(mean(areaAverage(image, width, height, image.channels))).toBeCloseTo(mean(image.data), 2);
      }),
      runs,
    );
  });
});

describe('makeRendition', () => {
  it('fits the longer side and never enlarges', () => {
    const image: PixelImage = { width: 30, height: 10, channels: 1, depth: 8, data: new Uint8Array(300) };
    expect(makeRendition(image, 15)).toMatchObject({ width: 15, height: 5 });
    expect(makeRendition(image, 100)).toMatchObject({ width: 30, height: 10 });
  });

  it('shows 8-bit pixels one to one as they are', () => {
    fc.assert(
      fc.property(images, (image) => {
        expect(makeRendition(image, 40).data).toEqual(image.data);
      }),
      runs,
    );
  });

  it('stretches deep pixels between their 0.1st and 99.9th percentiles', () => {
    const data = Uint16Array.from({ length: 2000 }, (_, i) => 1000 + (i % 101) * 10);
    data[0] = 65535;
    const { data: shown } = makeRendition({ width: 50, height: 40, channels: 1, depth: 16, data }, 50);
    expect([shown[0], shown[101], shown[100], shown[50]]).toEqual([255, 0, 255, 128]);
  });

  it('shows a constant deep image without dividing by zero', () => {
    const data = new Float32Array(9).fill(3.5);
    expect(Array.from(makeRendition({ width: 3, height: 3, channels: 1, depth: 32, data }, 3).data)).toEqual(
      Array(9).fill(0),
    );
  });

  it('shows the first three of many channels, and the first of two', () => {
    const five: PixelImage = { width: 1, height: 1, channels: 5, depth: 8, data: Uint8Array.of(1, 2, 3, 4, 5) };
    const two: PixelImage = { width: 1, height: 1, channels: 2, depth: 8, data: Uint8Array.of(7, 8) };
    expect(makeRendition(five, 1)).toMatchObject({ channels: 3, data: Uint8Array.of(1, 2, 3) });
    expect(makeRendition(two, 1)).toMatchObject({ channels: 1, data: Uint8Array.of(7) });
  });
});

describe('a window', () => {
  const ramp: PixelImage = { width: 5, height: 1, channels: 1, depth: 16, data: Uint16Array.of(0, 100, 200, 300, 400) };

  it('shows what lies below as black, above as white, and spreads what is between', () => {
    const { data } = makeRendition(ramp, 5, { window: { ranges: [{ lo: 100, hi: 300 }], gamma: 1 } });
    expect(Array.from(data)).toEqual([0, 0, 128, 255, 255]);
  });

  it('bends the middle by gamma and leaves the ends', () => {
    const { data } = makeRendition(ramp, 5, { window: { ranges: [{ lo: 0, hi: 400 }], gamma: 0.5 } });
    expect(Array.from(data)).toEqual([0, 0.25, 0.5, 0.75, 1].map((t) => Math.round(255 * Math.sqrt(t))));
  });

  it('belongs to the channel that is shown by it', () => {
    const two: PixelImage = { width: 1, height: 1, channels: 2, depth: 32, data: Float32Array.of(-1, 5) };
    const ranges = [
      { lo: 0, hi: 10 },
      { lo: -2, hi: 0 },
    ];
    const { data } = makeRendition(two, 1, { channels: [1, 0], window: { ranges, gamma: 1 } });
    expect(Array.from(data)).toEqual([128, 128, 0]);
  });

  it('without a width shows black', () => {
    const { data } = makeRendition(ramp, 5, { window: { ranges: [{ lo: 100, hi: 100 }], gamma: 1 } });
    expect(Array.from(data)).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('renditionFile', () => {
  const samples = Array.from({ length: 64 * 32 }, (_, i) => 100 + (i % 64));
  const bytes = pngFile({ width: 64, height: 32, bitDepth: 8, colorType: 0, samples });
  const sha256 = createHash('sha256').update(bytes).digest('hex');

  it('keeps whole pixels exactly, as PNG', async () => {
    const path = await renditionFile(await folder.write('a.png', bytes), sha256, 64, join(folder.path, 'cache'));
    expect(Array.from((await decodeImage(path)).image.data)).toEqual(samples);
  });

  it('reduces to JPEG within its loss', async () => {
    const path = await renditionFile(await folder.write('a.png', bytes), sha256, 16, join(folder.path, 'cache'));
    const { image } = await decodeImage(path);
    expect([path.endsWith('.jpg'), image.width, image.height]).toEqual([true, 16, 8]);
    for (let i = 0; i < 128; i++) expect(Math.abs((image.data[i] ?? 0) - (101.5 + 4 * (i % 16)))).toBeLessThan(5);
  });

  it('is made once and found again, even when the image is gone', async () => {
    const cache = join(folder.path, 'once');
    const source = await folder.write('once.png', bytes);
    const path = await renditionFile(source, sha256, 20, cache);
    const before = await stat(path);
    await rename(source, `${source}.moved`);
    expect(await renditionFile(source, sha256, 20, cache)).toBe(path);
    expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
    expect(await readdir(cache)).toHaveLength(1);
  });

  it('of another window lies beside the first', async () => {
    const source = await folder.write('windows.png', bytes);
    const cache = join(folder.path, 'windows');
    const paths = [];
    for (const hi of [255, 200]) {
      const window = { ranges: [{ lo: 0, hi }], gamma: 1 };
      paths.push(await renditionFile(source, sha256, 64, cache, { window }));
    }
    const bright = (await decodeImage(paths[1] ?? '')).image.data;
    expect(paths[0]).not.toBe(paths[1]);
    expect([bright[0], bright[63]]).toEqual([Math.round((255 * 100) / 200), Math.round((255 * 163) / 200)]);
  });

  it('is not made from an image that was replaced', async () => {
    const source = await folder.write('replaced.png', bytes);
    await writeFile(source, pngFile({ width: 1, height: 1, bitDepth: 8, colorType: 0, samples: [0] }));
    const made = renditionFile(source, sha256, 64, join(folder.path, 'none'));
    await expect(made).rejects.toMatchObject({ code: 'image-changed', file: source });
  });

  it('says that the cache cannot be written to, not that the image cannot be read', async () => {
    const source = await folder.write('whole.png', bytes);
    const cache = join(await folder.write('no-folder', Uint8Array.of(1)), 'cache');
    const made = renditionFile(source, sha256, 64, cache);
    await expect(made).rejects.toMatchObject({ code: 'path-not-folder', file: expect.stringContaining(cache) });
  });
});

function byIntegral(image: PixelImage, width: number, height: number, x: number, y: number): number {
  const overlap = (size: number, outSize: number, out: number, source: number): number =>
    Math.max(0, Math.min((out + 1) * size, (source + 1) * outSize) - Math.max(out * size, source * outSize)) / size;
  let sum = 0;
  for (let row = 0; row < image.height; row++) {
    for (let column = 0; column < image.width; column++) {
      const share = overlap(image.height, height, y, row) * overlap(image.width, width, x, column);
      sum += share * (image.data[(row * image.width + column) * image.channels] ?? 0);
    }
  }
  return sum;
}

function mean(data: ArrayLike<number>): number {
  return Array.from(data).reduce((sum, value) => sum + value, 0) / data.length;
}

import * as tf from '@tensorflow/tfjs-node-gpu';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../../../src/engine/images/decode';
import { openRows } from '../../../../src/engine/images/rows/row-source';
import { pngChunk, pngFile, tiffFile } from './made-files';
import { recorded } from './recorded-files';
import { tempFolder } from './temp-folder';

const folder = tempFolder();
const runs = { seed: 6, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 400 : 20 };
const [width, height] = [37, 60];
const numbers = (channels: number, top: number): number[] =>
  Array.from({ length: width * height * channels }, (_, i) => (i * 7919 + (i >> 3)) % (top + 1));
const palette = [
  pngChunk(
    'PLTE',
    Array.from({ length: 768 }, (_, i) => (i * 5) % 256),
  ),
];

async function files(): Promise<Record<string, Uint8Array>> {
  const picture = tf.tensor3d(numbers(3, 255), [height, width, 3], 'int32');
  const png = { width, height };
  return {
    'PNG of 16 bits': pngFile({ ...png, bitDepth: 16, colorType: 2, samples: numbers(3, 65535), filter: (y) => y % 5 }),
    'PNG with alpha': pngFile({ ...png, bitDepth: 8, colorType: 6, samples: numbers(4, 255), filter: (y) => y % 5 }),
    'PNG of 2 bits': pngFile({ ...png, bitDepth: 2, colorType: 0, samples: numbers(1, 3) }),
    'PNG of a palette': pngFile({ ...png, bitDepth: 8, colorType: 3, samples: numbers(1, 255), chunks: palette }),
    'interlaced PNG': pngFile({ ...png, bitDepth: 8, colorType: 0, samples: numbers(1, 255), isInterlaced: true }),
    'baseline JPEG': await tf.node.encodeJpeg(picture, 'rgb', 90),
    'progressive JPEG': await tf.node.encodeJpeg(picture, 'rgb', 90, true),
    'plain TIFF': tiffFile({
      ...png,
      bits: 8,
      channels: 1,
      photometric: 1,
      strip: Uint8Array.from(numbers(1, 255)),
    }),
    'LZW TIFF': recorded('lzwPredictorBigEndianTiff'),
    'tiled planar TIFF': recorded('tiledPlanarTiff'),
    'JPEG TIFF': recorded('jpegTiff'),
    GIF: recorded('interlacedGif'),
    WebP: recorded('losslessWebp'),
  };
}

describe('rows', () => {
  it('of any band are those of the whole picture', async () => {
    for (const [name, bytes] of Object.entries(await files())) {
      const path = await folder.write('rows', bytes);
      const { image } = await decodeBytes(bytes, name);
      const rowLength = image.width * image.channels;
      const band = fc.tuple(fc.nat(image.height - 1), fc.nat(image.height - 1));
      await fc.assert(
        fc.asyncProperty(fc.array(band, { minLength: 1, maxLength: 4 }), async (bands) => {
          const rows = await openRows(path);
          try {
            if (rows.isOnwardsOnly) bands = onwards(bands);
            for (const [a, b] of bands) {
              const [y, end] = [Math.min(a, b), Math.max(a, b) + 1];
              const expected = image.data.subarray(y * rowLength, end * rowLength);
              expect(await rows.read(y, end - y), name).toEqual(expected);
            }
          } finally {
            await rows.close();
          }
        }),
        runs,
      );
    }
  });

  it('of some channels are those of the whole picture in their order', async () => {
    const strip = Uint8Array.from(numbers(4, 255));
    const of = { width, height, bits: 8, channels: 4, photometric: 1, strip, extra: [[338, 3, [0, 0, 0]]] as const };
    const path = await folder.write('channels', tiffFile(of));
    for (const channels of [[3], [1, 0], [2, 0, 3], [0, 1, 2, 3], [3, 2, 1, 0], [1, 1]]) {
      const rows = await openRows(path, { channels });
      const expected = numbers(4, 255).slice(4 * width * 7, 4 * width * 8);
      const chosen = Array.from({ length: width }, (_, x) =>
        channels.map((channel) => expected[4 * x + channel]),
      ).flat();
      expect(Array.from(await rows.read(7, 1)), channels.join()).toEqual(chosen);
      await rows.close();
    }
  });

  it('of a JPEG come at an eighth of its sides as the means of its blocks', async () => {
    const level = (x: number, y: number): number => 30 * Math.floor(x / 8) + 20 * Math.floor(y / 8);
    const values = Array.from({ length: 32 * 40 }, (_, i) => level(i % 40, Math.floor(i / 40)));
    const picture = tf.tensor3d(values, [32, 40, 1], 'int32');
    const rows = await openRows(await folder.write('blocks.jpg', await tf.node.encodeJpeg(picture, 'grayscale', 100)));
    const small = await rows.eighth?.();
    await rows.close();
    expect([small?.width, small?.height]).toEqual([5, 4]);
    const worst = Array.from(small?.data ?? [], (value, i) =>
      Math.abs(value - level(8 * (i % 5), 8 * Math.floor(i / 5))),
    );
    expect(Math.max(...worst)).toBeLessThanOrEqual(1);
  });

  it('of a cut PNG end with a problem', async () => {
    const whole = pngFile({ width, height, bitDepth: 8, colorType: 0, samples: numbers(1, 255) });
    for (const bytes of [whole.subarray(0, whole.length - 30), whole.subarray(0, 60)]) {
      const rows = await openRows(await folder.write('cut.png', bytes));
      await expect(rows.read(0, height)).rejects.toMatchObject({ fault: 'truncated' });
      await rows.close();
    }
  });
});

/** Bands that do not overlap, from the top downwards. */
function onwards(bands: readonly (readonly [number, number])[]): [number, number][] {
  const ends = [...new Set(bands.flat())].sort((a, b) => a - b);
  return ends.flatMap<[number, number]>((y, index) => (index % 2 === 0 ? [[y, (ends[index + 1] ?? y + 1) - 1]] : []));
}

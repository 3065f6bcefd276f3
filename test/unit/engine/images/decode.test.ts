import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-node-gpu';
import { load } from 'exifreader';
import { describe, expect, it } from 'vitest';
import { decodeImage, inspectFile } from '../../../../src/engine/images/decode';
import { bmpFile, pngChunk, pngFile, withExif } from './made-files';
import { recorded } from './recorded-files';
import { tempFolder } from './temp-folder';

const folder = tempFolder();

async function decoded(bytes: Uint8Array, name = 'image') {
  return decodeImage(await folder.write(name, bytes));
}

/** rgb of recorded-files. */
const RGB = Array.from({ length: 5 * 7 }, (_, i) => [
  30 * (i % 7),
  50 * Math.floor(i / 7),
  20 * ((i % 7) + Math.floor(i / 7)),
]);

describe('PNG', () => {
  it('keeps 16 bits', async () => {
    const file = pngFile({ width: 3, height: 1, bitDepth: 16, colorType: 0, samples: [0, 258, 65535] });
    expect((await decoded(file)).image).toEqual({
      width: 3,
      height: 1,
      channels: 1,
      depth: 16,
      data: Uint16Array.of(0, 258, 65535),
    });
  });

  it('spreads grey of 1, 2 and 4 bits over 0..255', async () => {
    for (const bitDepth of [1, 2, 4]) {
      const top = 2 ** bitDepth - 1;
      const file = pngFile({ width: 3, height: 1, bitDepth, colorType: 0, samples: [0, 1, top] });
      expect(Array.from((await decoded(file)).image.data)).toEqual([0, 255 / top, 255]);
    }
  });

  it('shows a palette as its colours', async () => {
    const chunks = [pngChunk('PLTE', [1, 2, 3, 250, 251, 252])];
    const file = pngFile({ width: 2, height: 1, bitDepth: 1, colorType: 3, samples: [1, 0], chunks });
    expect(Array.from((await decoded(file)).image.data)).toEqual([250, 251, 252, 1, 2, 3]);
  });

  it('drops alpha and says so', async () => {
    const file = pngFile({ width: 1, height: 2, bitDepth: 8, colorType: 6, samples: [1, 2, 3, 0, 4, 5, 6, 99] });
    const { image, notices } = await decoded(file);
    expect(Array.from(image.data)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(notices.join()).toContain('transparency');
  });

  it('applies an orientation that it carries', async () => {
    const exif = [...Buffer.from('II*\0'), 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0];
    const chunks = [pngChunk('eXIf', exif)];
    const file = pngFile({ width: 3, height: 1, bitDepth: 8, colorType: 0, samples: [1, 2, 3], chunks });
    expect(Array.from((await decoded(file)).image.data)).toEqual([3, 2, 1]);
  });
});

describe('JPEG', () => {
  /** Left to right 40, 120, 200 in blocks of 8, the lower half 50 brighter. */
  const level = (x: number, y: number): number => 40 + 80 * Math.floor(x / 8) + (y >= 8 ? 50 : 0);

  async function jpeg(channels: 1 | 3): Promise<Uint8Array> {
    const pixels = Array.from({ length: 16 * 24 * channels }, (_, i) => {
      const pixel = Math.floor(i / channels);
      return level(pixel % 24, Math.floor(pixel / 24));
    });
    const image = tf.tensor3d(pixels, [16, 24, channels], 'int32');
    return tf.node.encodeJpeg(image, channels === 1 ? 'grayscale' : 'rgb', 100, false, false, false);
  }

  it('comes back within the loss of quality 100', async () => {
    for (const channels of [1, 3] as const) {
      const { image } = await decoded(await jpeg(channels));
      expect(image).toMatchObject({ width: 24, height: 16, channels, depth: 8 });
      const worst = Array.from(image.data, (value, i) => {
        const pixel = Math.floor(i / channels);
        return Math.abs(value - level(pixel % 24, Math.floor(pixel / 24)));
      });
      expect(Math.max(...worst)).toBeLessThanOrEqual(3);
    }
  });

  // Where the stored corner (x, y) of a w x h picture belongs (EXIF 2.32, tag 0x0112).
  const upright: [number, (x: number, y: number, w: number, h: number) => [number, number]][] = [
    [1, (x, y) => [x, y]],
    [2, (x, y, w) => [w - 1 - x, y]],
    [3, (x, y, w, h) => [w - 1 - x, h - 1 - y]],
    [4, (x, y, _w, h) => [x, h - 1 - y]],
    [5, (x, y) => [y, x]],
    [6, (x, y, _w, h) => [h - 1 - y, x]],
    [7, (x, y, w, h) => [h - 1 - y, w - 1 - x]],
    [8, (x, y, w) => [y, w - 1 - x]],
  ];
  it.each(upright)('of EXIF orientation %i stands upright', async (orientation, place) => {
    for (const order of ['II', 'MM'] as const) {
      const file = withExif(await jpeg(1), orientation, order);
      expect(load(Buffer.from(file)).Orientation?.value).toBe(orientation);
      const { image } = await decoded(file);
      for (let y = 0; y < 16; y++) {
        for (let x = 0; x < 24; x++) {
          const [column, row] = place(x, y, 24, 16);
          const value = image.data[row * image.width + column] ?? -1;
          expect(Math.abs(value - level(x, y))).toBeLessThanOrEqual(3);
        }
      }
    }
  });

  it('of CMYK becomes RGB', async () => {
    const { image } = await decoded(recorded('cmykJpeg'));
    const expected = [200, 30, 90].map((ink) => ((255 - ink) * (255 - 40)) / 255);
    expect(image).toMatchObject({ width: 8, height: 8, channels: 3, depth: 8 });
    for (let i = 0; i < image.data.length; i++) {
      expect(Math.abs((image.data[i] ?? 0) - (expected[i % 3] ?? 0))).toBeLessThanOrEqual(3);
    }
  });

  it('that is cut short is refused, not half grey', async () => {
    const file = await jpeg(3);
    for (const share of [0.95, 0.9, 0.8, 0.7]) {
      const path = await folder.write('cut.jpg', file.subarray(0, Math.floor(share * file.length)));
      await expect(decodeImage(path)).rejects.toMatchObject({ code: 'image-truncated' });
    }
  });
});

describe('GIF, WebP and BMP', () => {
  it('give the colours that their writer put in', async () => {
    for (const name of ['interlacedGif', 'losslessWebp'] as const) {
      const { image } = await decoded(recorded(name));
      expect(image).toMatchObject({ width: 7, height: 5, channels: 3, depth: 8 });
      expect(Array.from(image.data), name).toEqual(RGB.flat());
    }
  });

  it('read bitmaps of 1, 4, 8, 16, 24 and 32 bits, from below and from above', async () => {
    const palette = [10, 20, 30, 40, 50, 60];
    const a = [10, 20, 30];
    const b = [40, 50, 60];
    const bitmaps = [
      { parts: { bits: 1, palette, pixels: [0b01000000, 0, 0, 0, 0b10000000, 0, 0, 0] }, rows: [b, a, a, b] },
      { parts: { bits: 4, palette, pixels: [0x01, 0, 0, 0, 0x10, 0, 0, 0] }, rows: [b, a, a, b] },
      { parts: { bits: 8, palette, pixels: [0, 1, 0, 0, 1, 0, 0, 0], isTopDown: true }, rows: [a, b, b, a] },
      {
        parts: { bits: 24, pixels: [30, 20, 10, 60, 50, 40, 0, 0, 60, 50, 40, 30, 20, 10, 0, 0] },
        rows: [b, a, a, b],
      },
      { parts: { bits: 32, pixels: [30, 20, 10, 0, 60, 50, 40, 0, 60, 50, 40, 0, 30, 20, 10, 0] }, rows: [b, a, a, b] },
      {
        parts: { bits: 16, compression: 3, masks: [0xf800, 0x07e0, 0x001f], pixels: [0, 0xf8, 0xe0, 7, 0x1f, 0, 0, 0] },
        rows: [
          [0, 0, 255],
          [0, 0, 0],
          [255, 0, 0],
          [0, 255, 0],
        ],
      },
    ] as const;
    for (const { parts, rows } of bitmaps) {
      const { image } = await decoded(bmpFile({ width: 2, height: 2, ...parts }));
      expect(Array.from(image.data), `${parts.bits} bits`).toEqual(rows.flat());
    }
  });

  it('read run-length coded bitmaps, with literals, moves and ends of rows', async () => {
    const palette = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3];
    // Lowest row: three 1s, then 2; next: literals 3 2 1 (padded); then two columns right and one row up: 3.
    const pixels = [3, 1, 1, 2, 0, 0, 0, 3, 3, 2, 1, 0, 0, 0, 0, 2, 2, 0, 1, 3, 0, 1];
    const { image } = await decoded(bmpFile({ width: 4, height: 3, bits: 8, compression: 1, palette, pixels }));
    const indices = Array.from({ length: 12 }, (_, i) => image.data[3 * i]);
    expect(indices).toEqual([0, 0, 3, 0, 3, 2, 1, 0, 1, 1, 1, 2]);
  });
});

describe('inspectFile', () => {
  it('gives what the store keeps', async () => {
    const bytes = pngFile({ width: 2, height: 1, bitDepth: 8, colorType: 0, samples: [1, 2] });
    const path = await folder.write('kept.png', bytes);
    expect(await inspectFile(path)).toEqual({
      header: { format: 'png', width: 2, height: 1, channels: 1, depth: 8, orientation: 1, hasAlpha: false },
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      modifiedMs: (await stat(path)).mtimeMs,
      notices: [],
      pages: [{ width: 2, height: 1, channels: 1, depth: 8, sampleFormat: 'unsigned' }],
      pixelSize: null,
      channelNames: [],
    });
  });

  it('finds damage that the header does not show', async () => {
    const bytes = pngFile({ width: 9, height: 9, bitDepth: 8, colorType: 0, samples: Array(81).fill(1) });
    const path = await folder.write('cut.png', bytes.subarray(0, bytes.length - 3));
    await expect(inspectFile(path)).rejects.toMatchObject({ code: 'image-truncated', file: path });
  });

  it('refuses an empty file', async () => {
    await expect(inspectFile(await folder.write('empty.jpg', ''))).rejects.toMatchObject({ code: 'image-empty' });
  });
});

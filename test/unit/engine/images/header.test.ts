import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-node-gpu';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../../src/engine/images/header';
import { bmpFile, joined, pngChunk, pngFile, tiffFile, withExif } from './made-files';
import { recorded } from './recorded-files';
import { tempFolder } from './temp-folder';

const folder = tempFolder();
const png = pngFile({ width: 3, height: 2, bitDepth: 8, colorType: 2, samples: Array(18).fill(9) });

async function jpegOf(width: number, height: number): Promise<Uint8Array> {
  return tf.node.encodeJpeg(tf.zeros<tf.Rank.R3>([height, width, 3], 'int32'));
}

describe('readHeader', () => {
  it('tells every format from its bytes, whatever the name', async () => {
    const files = {
      png,
      jpeg: await jpegOf(3, 2),
      tiff: tiffFile({ width: 3, height: 2, bits: 8, channels: 1, photometric: 1, strip: new Uint8Array(6) }),
      gif: recorded('interlacedGif'),
      bmp: bmpFile({ width: 1, height: 1, bits: 24, pixels: [1, 2, 3, 0] }),
      webp: recorded('losslessWebp'),
    };
    for (const [format, bytes] of Object.entries(files)) {
      expect(await readHeader(await folder.write(`${format}.dat`, bytes))).toMatchObject({ format });
    }
  });

  it('counts channels without alpha, and palettes as three', async () => {
    const palette = [pngChunk('PLTE', [1, 2, 3]), pngChunk('tRNS', [0])];
    const kinds = [
      { colorType: 0, chunks: [], expected: { channels: 1, hasAlpha: false } },
      { colorType: 2, chunks: [], expected: { channels: 3, hasAlpha: false } },
      { colorType: 3, chunks: palette, expected: { channels: 3, hasAlpha: true } },
      { colorType: 4, chunks: [], expected: { channels: 1, hasAlpha: true } },
      { colorType: 6, chunks: [], expected: { channels: 3, hasAlpha: true } },
    ];
    for (const { colorType, chunks, expected } of kinds) {
      const file = pngFile({ width: 2, height: 1, bitDepth: 8, colorType, samples: Array(8).fill(0), chunks });
      expect(await readHeader(await folder.write('kind.png', file))).toMatchObject(expected);
    }
  });

  it('gives the size of a turned picture as people see it', async () => {
    const path = await folder.write('turned.jpg', withExif(await jpegOf(5, 2), 6, 'MM'));
    expect(await readHeader(path)).toMatchObject({ width: 2, height: 5, orientation: 6 });
  });

  it('says the depth of what decoding gives', async () => {
    const tiff = { width: 1, height: 1, channels: 1, photometric: 1 };
    const depths = [
      { file: pngFile({ width: 1, height: 1, bitDepth: 1, colorType: 0, samples: [1] }), depth: 8 },
      { file: pngFile({ width: 1, height: 1, bitDepth: 16, colorType: 0, samples: [1] }), depth: 16 },
      { file: tiffFile({ ...tiff, bits: 16, strip: new Uint8Array(2) }), depth: 16 },
      { file: tiffFile({ ...tiff, bits: 32, sampleFormat: 3, strip: new Uint8Array(4) }), depth: 32 },
      { file: tiffFile({ ...tiff, bits: 16, sampleFormat: 2, strip: new Uint8Array(2) }), depth: 32 },
    ];
    for (const { file, depth } of depths) {
      expect(await readHeader(await folder.write('depth', file))).toMatchObject({ depth });
    }
  });

  it('reads two thousand headers without reading the pixels', async () => {
    const tail = new Uint8Array(2 ** 24);
    const path = await folder.write('large.jpg', joined([await jpegOf(9, 9), tail]));
    const start = performance.now();
    for (let i = 0; i < 2000; i++) await readHeader(path);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('a file that is no good', () => {
  it.each([
    ['empty.png', 'image-empty', new Uint8Array(0)],
    ['text.png', 'image-not-an-image', Uint8Array.from(Buffer.from('# Notes\nThese are my notes.'))],
    ['BMW brochure.bmp', 'image-not-an-image', Uint8Array.from(Buffer.from('BMW makes cars, and not images.'))],
    ['cut.png', 'image-truncated', png.subarray(0, 30)],
    ['cut-signature.png', 'image-not-an-image', png.subarray(0, 6)],
  ])('%s is %s', async (name, code, bytes) => {
    const path = await folder.write(name, bytes);
    await expect(readHeader(path)).rejects.toMatchObject({ code, file: path, message: expect.stringContaining(name) });
  });

  it('is refused when a few bytes claim 20,000 x 20,000 pixels', async () => {
    const header = pngChunk('IHDR', [0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20, 8, 2, 0, 0, 0]);
    const huge = { width: 20000, height: 20000 };
    const bmp = bmpFile({ ...huge, bits: 8, compression: 1, pixels: [0, 1] });
    const tiff = tiffFile({ ...huge, bits: 8, channels: 1, photometric: 1, strip: new Uint8Array(9) });
    for (const bytes of [joined([png.subarray(0, 8), header, png.subarray(33)]), bmp, tiff]) {
      const path = await folder.write('huge', bytes);
      await expect(readHeader(path)).rejects.toMatchObject({ code: 'image-too-large' });
    }
  });

  it('is refused when a JPEG claims 60,000 x 60,000 pixels', async () => {
    const jpeg = await jpegOf(8, 8);
    const frame = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xc0);
    jpeg.set([0xea, 0x60, 0xea, 0x60], frame + 5);
    const path = await folder.write('huge.jpg', jpeg);
    await expect(readHeader(path)).rejects.toMatchObject({ code: 'image-too-large' });
  });

  it('is refused by name when its kind is not read', async () => {
    const base = { width: 1, height: 1, bits: 8, channels: 1, photometric: 1, strip: new Uint8Array(1) };
    const cases = [
      { bytes: recorded('zstdTiff'), words: 'Zstandard' },
      { bytes: tiffFile({ ...base, compression: 4 }), words: 'CCITT' },
      { bytes: tiffFile({ ...base, photometric: 8 }), words: 'colour kind 8' },
    ];
    for (const { bytes, words } of cases) {
      const path = await folder.write('rare.tif', bytes);
      await expect(readHeader(path)).rejects.toMatchObject({
        code: 'image-unsupported',
        message: expect.stringContaining(words),
      });
    }
  });

  it('is said to be missing or a folder', async () => {
    await expect(readHeader(join(folder.path, 'nowhere.png'))).rejects.toMatchObject({ code: 'image-missing' });
    await expect(readHeader(folder.path)).rejects.toMatchObject({
      code: 'image-not-an-image',
      message: expect.stringContaining('folder'),
    });
  });

  it.skipIf(process.getuid?.() === 0)('is said to be unreadable where rights are missing', async () => {
    const path = await folder.write('secret.png', png);
    await chmod(path, 0);
    await expect(readHeader(path)).rejects.toMatchObject({ code: 'image-unreadable' });
  });
});

import * as tf from '@tensorflow/tfjs-node-gpu';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../../../src/engine/images/decode';
import { fitsDecoder } from '../../../../src/engine/images/limits';
import { Problem } from '../../../../src/shared/problem';
import { bmpFile, pngChunk, pngFile, tiffFile, withExif } from './made-files';
import { recorded } from './recorded-files';

const MUTATIONS = process.env.MASKWRIGHT_SOAK === '1' ? 4000 : 200;
/** WebP starts a fresh decoder for each file. */
const TIMEOUT_MS = 600_000;
const CODES = /^image-(empty|not-an-image|truncated|damaged|too-large|unsupported)$/;

const photo = Array.from({ length: 24 * 20 * 3 }, (_, i) => (i * 37 + (i % 11) * 23) % 256);
const grey = Array.from({ length: 24 * 20 }, (_, i) => (i * i) % 251);
const chunks = [
  pngChunk(
    'PLTE',
    Array.from({ length: 768 }, (_, i) => i % 256),
  ),
];
const runLengths = Array.from({ length: 20 }, (_, i) => [20, i, 2, 7, 0, 0]).flat();

async function originals(): Promise<Record<string, Uint8Array>> {
  const image = tf.tensor3d(photo, [20, 24, 3], 'int32');
  const baseline = await tf.node.encodeJpeg(image, 'rgb', 80);
  return {
    'interlaced palette PNG': pngFile({
      width: 24,
      height: 20,
      bitDepth: 8,
      colorType: 3,
      samples: grey,
      isInterlaced: true,
      chunks,
    }),
    'baseline JPEG with EXIF': withExif(baseline, 6, 'II'),
    'progressive JPEG': await tf.node.encodeJpeg(image, 'rgb', 80, true),
    'CMYK JPEG': recorded('cmykJpeg'),
    'plain TIFF': tiffFile({
      width: 24,
      height: 20,
      bits: 8,
      channels: 1,
      photometric: 1,
      strip: Uint8Array.from(grey),
    }),
    'LZW TIFF': recorded('lzwPredictorBigEndianTiff'),
    'tiled TIFF': recorded('tiledPlanarTiff'),
    'JPEG TIFF': recorded('jpegTiff'),
    'PackBits BigTIFF': recorded('packBitsBigTiff'),
    'interlaced GIF': recorded('interlacedGif'),
    'lossless WebP': recorded('losslessWebp'),
    'run-length BMP': bmpFile({
      width: 24,
      height: 20,
      bits: 8,
      compression: 1,
      palette: photo.slice(0, 768),
      pixels: runLengths,
    }),
  };
}

describe('bytes of any kind', () => {
  it('of a valid file decode, so that the mutations start from good ones', async () => {
    for (const [name, bytes] of Object.entries(await originals())) {
      expect((await decodeBytes(bytes, name)).image.data.length, name).toBeGreaterThan(0);
    }
  });

  it.each([
    'interlaced palette PNG',
    'baseline JPEG with EXIF',
    'progressive JPEG',
    'CMYK JPEG',
    'plain TIFF',
    'LZW TIFF',
    'tiled TIFF',
    'JPEG TIFF',
    'PackBits BigTIFF',
    'interlaced GIF',
    'lossless WebP',
    'run-length BMP',
  ])(
    'of a changed %s give an image or a problem, and never end the process',
    async (name) => {
      const original = (await originals())[name] ?? new Uint8Array(0);
      const random = generator(name.length * 7919);
      for (let run = 0; run < MUTATIONS; run++) {
        const bytes = mutated(original, random);
        try {
          const { image, header } = await decodeBytes(bytes, 'mutated');
          expect(image.data.length).toBe(image.width * image.height * image.channels);
          expect([image.width, image.height, image.channels, image.depth]).toEqual([
            header.width,
            header.height,
            header.channels,
            header.depth,
          ]);
          expect(fitsDecoder(image.width, image.height, image.channels, image.depth / 8)).toBe(true);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          expect(error.code, `mutation ${run}`).toMatch(CODES);
        }
      }
    },
    TIMEOUT_MS,
  );
});

/** A few bytes changed, taken out, doubled, cut off, or set to what limits like to break at. */
function mutated(original: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = Array.from(original);
  for (let change = 0; change <= random(3); change++) {
    // Headers deserve more of the changes than pixels.
    const at = random(2) === 0 ? random(Math.min(64, bytes.length)) : random(bytes.length);
    const kind = random(6);
    if (kind === 0) bytes[at] = random(256);
    else if (kind === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    else if (kind === 2) bytes.splice(at, 1 + random(8));
    else if (kind === 3) bytes.splice(at, 0, ...bytes.slice(at, at + 1 + random(8)));
    else if (kind === 4) bytes = bytes.slice(0, Math.max(1, at));
    else
      bytes.splice(
        at,
        4,
        ...([
          [255, 255, 255, 255],
          [0, 0, 0, 0],
          [127, 255, 255, 255],
          [0, 0, 1, 0],
        ][random(4)] ?? []),
      );
  }
  return Uint8Array.from(bytes);
}

function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

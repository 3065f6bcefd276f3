import * as tf from '@tensorflow/tfjs-node-gpu';
import { describe, expect, it } from 'vitest';
import { decodeBytes, decodeImage } from '../../../../src/engine/images/decode';
import { type ImageHeader, readHeader } from '../../../../src/engine/images/header';
import { fitsDecoder } from '../../../../src/engine/images/limits';
import { valueRange } from '../../../../src/engine/images/value-range';
import { Problem } from '../../../../src/shared/problem';
import { bmpFile, pngChunk, pngFile, type TiffParts, tiffFile, tiffPages, tiffText, withExif } from './made-files';
import { recorded } from './recorded-files';
import { tempFolder } from './temp-folder';

const folder = tempFolder();

const MUTATIONS = process.env.MASKWRIGHT_SOAK === '1' ? 4000 : 100;
/** WebP starts a fresh decoder for each file. */
const TIMEOUT_MS = 600_000;
const CODES = /^image-(empty|not-an-image|truncated|damaged|too-large|unsupported|part-missing)$/;
/** A busy machine included; a file takes a few milliseconds. */
const FILE_TIMEOUT_MS = 20_000;

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
    'OME-TIFF': omeTiff(),
    'ImageJ TIFF': tiffPages([
      { ...slice(0), extra: [tiffText(270, 'ImageJ=1\nimages=2\nchannels=2\nunit=um\n')] },
      slice(1),
    ]),
    '16-bit PNG': pngFile({ width: 24, height: 20, bitDepth: 16, colorType: 2, samples: photo, filter: (y) => y % 5 }),
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

function slice(number: number): TiffParts {
  const strip = Uint8Array.from(grey, (value) => value + number);
  return { width: 24, height: 20, bits: 8, channels: 1, photometric: 1, strip };
}

function omeTiff(): Uint8Array {
  const pixels = 'DimensionOrder="XYCZT" SizeC="2" SizeZ="2" SizeT="1" PhysicalSizeX="0.5" PhysicalSizeY="0.5"';
  const inner = '<Channel Name="a"/><Channel Name="b"/><TiffData IFD="0" PlaneCount="4"/>';
  const description = `<OME><Image><Pixels ${pixels}>${inner}</Pixels></Image></OME>`;
  return tiffPages([{ ...slice(0), extra: [tiffText(270, description)] }, slice(1), slice(2), slice(3)]);
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
    'OME-TIFF',
    'ImageJ TIFF',
    '16-bit PNG',
    'run-length BMP',
  ])(
    'of a changed %s give an image or a problem, and never end the process',
    async (name) => {
      const original = (await originals())[name] ?? new Uint8Array(0);
      const random = generator(name.length * 7919);
      for (let run = 0; run < MUTATIONS; run++) {
        const bytes = mutated(original, random);
        const startMs = performance.now();
        await readsOrRefuses(bytes, random(4), `mutation ${run}`);
        expect(performance.now() - startMs, `mutation ${run}`).toBeLessThan(FILE_TIMEOUT_MS);
      }
    },
    TIMEOUT_MS,
  );
});

/** The whole picture, and what a window asks of it: its layout, a page, bands of rows, the range of its values. */
async function readsOrRefuses(bytes: Uint8Array, page: number, name: string): Promise<void> {
  const path = await folder.write('mutated', bytes);
  const readings = [
    async () => {
      const { image, header } = await decodeBytes(bytes, path);
      const { width, height, channels, depth } = image;
      expect(image.data.length).toBe(width * height * channels);
      expect({ width, height, channels, depth }, name).toEqual(sizesOf(header));
      expect(fitsDecoder(width, height, channels, depth / 8)).toBe(true);
    },
    async () => expect((await readHeader(path)).pages.length, name).toBeGreaterThan(0),
    async () => decodeImage(path, { page }),
    async () => {
      for (const { min, max } of await valueRange(path)) expect(max, name).toBeGreaterThanOrEqual(min);
    },
  ];
  for (const read of readings) {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      expect(error.code, name).toMatch(CODES);
    }
  }
}

function sizesOf({ width, height, channels, depth }: ImageHeader): Partial<ImageHeader> {
  return { width, height, channels, depth };
}

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

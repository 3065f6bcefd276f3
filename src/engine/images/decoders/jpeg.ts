import type { PixelImage } from '../../../shared/images/pixels';
import { BrokenImage } from '../../formats/broken-image';
import type { JpegHeader } from '../headers/jpeg';
import { type TensorFlowOps, tensorFlowOps } from '../tensorflow-ops';

/** Larger pictures go by full-width bands; each band of a progressive file costs a whole decode. */
const BAND_PIXELS = 2 ** 26;

/**
 * A JPEG's pixels by libjpeg-turbo inside TensorFlow, with the accurate integer DCT; CMYK as RGB, orientation not applied.
 * @throws BrokenImage for truncated and damaged files: nothing is made up for missing rows
 */
export async function decodeJpeg(bytes: Uint8Array, header: JpegHeader): Promise<PixelImage> {
  assertEnds(bytes, header.scanOffset);
  const ops = await tensorFlowOps();
  const { width, height, channels } = header;
  const bandRows = Math.max(1, Math.floor(BAND_PIXELS / width));
  if (height <= bandRows) return { width, height, channels, depth: 8, data: decodeRows(ops, bytes, header, 0, height) };
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y += bandRows) {
    const rows = Math.min(bandRows, height - y);
    data.set(decodeRows(ops, bytes, header, y, rows), y * width * channels);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { width, height, channels, depth: 8, data };
}

/** The picture at an eighth of its sides: each pixel is a block's mean, so that no block is transformed. */
export async function decodeJpegEighth(bytes: Uint8Array, header: JpegHeader): Promise<PixelImage> {
  assertEnds(bytes, header.scanOffset);
  const ops = await tensorFlowOps();
  const width = Math.ceil(header.width / 8);
  const height = Math.ceil(header.height / 8);
  const data = decodeRows(ops, bytes, { ...header, width, height }, 0, height, 8);
  return { width, height, channels: header.channels, depth: 8, data };
}

/** Some rows of a picture, over its whole width. */
export async function decodeJpegRows(
  bytes: Uint8Array,
  header: JpegHeader,
  y: number,
  rows: number,
): Promise<Uint8Array> {
  assertEnds(bytes, header.scanOffset);
  return decodeRows(await tensorFlowOps(), bytes, header, y, rows);
}

/** @param header of the size that decoding gives @param ratio 1, or 8 for an eighth of the sides */
function decodeRows(
  ops: TensorFlowOps,
  bytes: Uint8Array,
  header: JpegHeader,
  y: number,
  rows: number,
  ratio: 1 | 8 = 1,
): Uint8Array {
  const { width, height, channels } = header;
  const attributes = {
    channels: { int: channels },
    ratio: { int: ratio },
    fancy_upscaling: { bool: true },
    try_recover_truncated: { bool: false },
    acceptable_fraction: { float: 1 },
    dct_method: { string: 'INTEGER_ACCURATE' },
  };
  const contents = ops.contents(bytes);
  const window = rows === height ? undefined : ops.integers([y, 0, rows, width]);
  try {
    const pixels =
      window === undefined
        ? ops.run('DecodeJpeg', attributes, [contents])
        : ops.run('DecodeAndCropJpeg', attributes, [contents, window]);
    try {
      if (pixels.shape.join() !== [rows, width, channels].join()) {
        throw new BrokenImage('damaged', `decodes to ${pixels.shape.join(' x ')} instead of what its header says`);
      }
      return ops.bytesOf(pixels);
    } finally {
      pixels.dispose();
    }
  } catch (error) {
    if (error instanceof BrokenImage) throw error;
    throw new BrokenImage('damaged', 'cannot be decoded as JPEG');
  } finally {
    contents.dispose();
    window?.dispose();
  }
}

/** A file without an end mark after its first scan was cut short; libjpeg would fill in grey and TensorFlow not say why. */
function assertEnds(bytes: Uint8Array, scanOffset: number): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.lastIndexOf(END_OF_IMAGE) < scanOffset) {
    throw new BrokenImage('truncated', 'ends in the middle of its pixels');
  }
}

const END_OF_IMAGE = Uint8Array.of(0xff, 0xd9);

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflate } from 'node:zlib';
import { systemCode } from '../../shared/problem';
import { fitsDecoder } from '../images/limits';
import { BrokenImage } from './broken-image';
import { type PngShape, pngChunks, readShape } from './png-chunks';
import { pngPasses, rawBytes, scatterRow, unfilterRow } from './png-rows';

export { encodeGreyPng, encodeIndexedPng, encodeRgbPng } from './png-encode';

export interface PngImage {
  width: number;
  height: number;
  /** 1, 2, 4, 8 or 16 bits a sample, as stored. */
  bitDepth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  colorType: number;
  /** Samples a pixel in `data`: 1, 2, 3 or 4. */
  channels: number;
  /** RGB triples of the palette, up to 256. */
  palette?: Uint8Array;
  /** The file holds transparency: an alpha channel or a tRNS chunk. */
  hasAlpha: boolean;
  /** Raw samples [height, width, channels]: palette indices and 1, 2, 4-bit values as stored, not scaled. */
  data: Uint8Array | Uint16Array;
}

/**
 * A PNG file's samples, every checksum verified. Rows are inflated and unfiltered as they come.
 * Format: https://www.w3.org/TR/png-3/
 * @throws BrokenImage where the bytes are cut, damaged or claim more pixels than `limits` allows
 */
export async function decodePng(bytes: Uint8Array): Promise<PngImage> {
  let shape: PngShape | undefined;
  let palette: Uint8Array | undefined;
  let hasTransparency = false;
  const deflated: Uint8Array[] = [];
  for (const { type, body } of pngChunks(bytes)) {
    if (shape === undefined) {
      if (type !== 'IHDR') throw new BrokenImage('damaged', 'does not begin with a PNG header');
      shape = readShape(body);
      if (!fitsDecoder(shape.width, shape.height, shape.channels, shape.bitDepth > 8 ? 2 : 1)) {
        throw new BrokenImage('too-large', `claims ${shape.width} x ${shape.height} pixels`);
      }
    } else if (type === 'PLTE') palette = readPalette(body);
    else if (type === 'tRNS') hasTransparency = true;
    else if (type === 'IDAT') deflated.push(body);
    else if (type !== 'IEND' && isCritical(type)) {
      throw new BrokenImage('unsupported', `needs the PNG extension ${type}, which is not known here`);
    }
  }
  if (shape === undefined || deflated.length === 0) throw new BrokenImage('damaged', 'holds no pixels');
  assertPlausible(shape, bytes.length);
  const data = await readRows(shape, deflated);
  if (shape.colorType === 3) assertInPalette(data, palette);
  return {
    width: shape.width,
    height: shape.height,
    bitDepth: shape.bitDepth,
    colorType: shape.colorType,
    channels: shape.channels,
    ...(palette === undefined ? {} : { palette }),
    hasAlpha: hasTransparency || shape.colorType >= 4,
    data,
  };
}

/** Deflate packs at most about 1,032 bytes into one; a file that claims more is cut or lies, and is not worth a buffer. */
export function assertPlausible(shape: PngShape, fileBytes: number): void {
  if (rawBytes(shape) > 1032 * fileBytes + 1024) {
    throw new BrokenImage(
      'truncated',
      `claims ${shape.width} x ${shape.height} pixels, more than its ${fileBytes} bytes can hold`,
    );
  }
}

async function readRows(shape: PngShape, deflated: readonly Uint8Array[]): Promise<Uint8Array | Uint16Array> {
  const samples = shape.width * shape.height * shape.channels;
  const target = shape.bitDepth === 16 ? new Uint16Array(samples) : new Uint8Array(samples);
  const rows = rowReader(shape, target);
  const inflate = createInflate({ chunkSize: 2 ** 18 });
  try {
    await pipeline(
      Readable.from(deflated, { objectMode: true }),
      inflate,
      async (blocks: AsyncIterable<Uint8Array>) => {
        for await (const block of blocks) rows.take(block);
      },
    );
  } catch (error) {
    if (error instanceof BrokenImage) throw error;
    const isCut = systemCode(error) === 'Z_BUF_ERROR';
    throw new BrokenImage(isCut ? 'truncated' : 'damaged', 'has compressed pixels that cannot be unpacked');
  }
  if (!rows.isComplete()) throw new BrokenImage('truncated', 'holds fewer pixels than its header says');
  return target;
}

interface RowReader {
  take(block: Uint8Array): void;
  isComplete(): boolean;
}

/** Cuts the inflated stream into rows, whatever its blocks' sizes; bytes after the last row are ignored. */
function rowReader(shape: PngShape, target: Uint8Array | Uint16Array): RowReader {
  const passes = pngPasses(shape);
  const step = Math.max(1, (shape.channels * shape.bitDepth) >> 3);
  let passIndex = 0;
  let y = 0;
  let filter = -1;
  let filled = 0;
  let row = new Uint8Array(passes[0]?.rowBytes ?? 0);
  let above = new Uint8Array(row.length);
  return {
    isComplete: () => passIndex === passes.length,
    take(block) {
      let offset = 0;
      while (offset < block.length) {
        const pass = passes[passIndex];
        if (pass === undefined) return;
        if (filter < 0) {
          filter = block[offset++] ?? 0;
          continue;
        }
        const part = block.subarray(offset, offset + row.length - filled);
        row.set(part, filled);
        filled += part.length;
        offset += part.length;
        if (filled < row.length) return;
        unfilterRow(filter, row, above, step);
        scatterRow(row, target, shape, pass, y);
        [row, above] = [above, row];
        filter = -1;
        filled = 0;
        if (++y < pass.height) continue;
        y = 0;
        passIndex++;
        row = new Uint8Array(passes[passIndex]?.rowBytes ?? 0);
        above = new Uint8Array(row.length);
      }
    },
  };
}

function readPalette(body: Uint8Array): Uint8Array {
  if (body.length === 0 || body.length % 3 !== 0 || body.length > 768) {
    throw new BrokenImage('damaged', 'has a palette of the wrong length');
  }
  return body.slice();
}

function assertInPalette(indices: Uint8Array | Uint16Array, palette: Uint8Array | undefined): void {
  if (palette === undefined) throw new BrokenImage('damaged', 'is a palette image without a palette');
  const colors = palette.length / 3;
  if (colors < 256 && indices.some((index) => index >= colors)) {
    throw new BrokenImage('damaged', 'uses colours that its palette does not have');
  }
}

/** A capital first letter marks a chunk without which the image must not be shown (specification, section 5.4). */
function isCritical(type: string): boolean {
  return type.charCodeAt(0) < 97;
}

import { crc32, createInflate } from 'node:zlib';
import { systemCode } from '../../../shared/problem';
import { BrokenImage } from '../../formats/broken-image';
import { chunkType, PNG_SIGNATURE, type PngShape, readShape } from '../../formats/png-chunks';
import { pngPasses, scatterRow, unfilterRow } from '../../formats/png-rows';
import type { ByteSource } from '../byte-source';
import { pngColors } from '../decoders/png';
import type { ParsedHeader } from '../header';
import { readView } from '../headers/stored-header';
import { type RowSource, rowFacts } from './row-source';

const PIECE_BYTES = 2 ** 20;

/** Whether a PNG's rows lie one after the other; those of an interlaced one do not. */
export async function isStreamedPng(source: ByteSource): Promise<boolean> {
  return !(await shapeOf(source)).isInterlaced;
}

/** A PNG's rows, inflated as they are asked for: the file is never in memory as a whole. */
export async function pngRows(
  source: ByteSource,
  parsed: Extract<ParsedHeader, { format: 'png' | 'webp' }>,
): Promise<RowSource> {
  const shape = await shapeOf(source);
  const palette = await paletteOf(source);
  const { width, depth, channels } = parsed.stored;
  const rows = unfilteredRows(source, shape);
  let next = 0;
  return {
    ...rowFacts(parsed),
    isOnwardsOnly: true,
    async read(y, count) {
      if (y < next) throw new RangeError(`row ${y} of a PNG was passed already`);
      const rowLength = width * channels;
      const target = depth === 16 ? new Uint16Array(count * rowLength) : new Uint8Array(count * rowLength);
      for (; next < y + count; next++) {
        const row = await rows.next();
        if (row.done) throw new BrokenImage('truncated', 'holds fewer pixels than its header says');
        if (next >= y) target.set(pngColors(samplesOf(row.value, shape), shape, palette), (next - y) * rowLength);
      }
      return target;
    },
  };
}

async function shapeOf(source: ByteSource): Promise<PngShape> {
  const view = await readView(source, PNG_SIGNATURE.length + 8, 13);
  return readShape(new Uint8Array(view.buffer, view.byteOffset, 13));
}

function samplesOf(row: Uint8Array, shape: PngShape): Uint8Array | Uint16Array {
  const pass = pngPasses({ ...shape, height: 1 })[0];
  const length = shape.width * shape.channels;
  const target = shape.bitDepth === 16 ? new Uint16Array(length) : new Uint8Array(length);
  if (pass !== undefined) scatterRow(row, target, shape, pass, 0);
  return target;
}

async function* unfilteredRows(source: ByteSource, shape: PngShape): AsyncGenerator<Uint8Array> {
  const rowBytes = pngPasses(shape)[0]?.rowBytes ?? 0;
  const step = Math.max(1, (shape.channels * shape.bitDepth) >> 3);
  let row = new Uint8Array(rowBytes);
  let above = new Uint8Array(rowBytes);
  let filter = -1;
  let filled = 0;
  for await (const block of inflated(source)) {
    for (let offset = 0; offset < block.length; ) {
      if (filter < 0) {
        filter = block[offset++] ?? 0;
        continue;
      }
      const part = block.subarray(offset, offset + rowBytes - filled);
      row.set(part, filled);
      filled += part.length;
      offset += part.length;
      if (filled < rowBytes) continue;
      unfilterRow(filter, row, above, step);
      yield row;
      [row, above] = [above, row];
      filter = -1;
      filled = 0;
    }
  }
}

async function* inflated(source: ByteSource): AsyncGenerator<Uint8Array> {
  const inflate = createInflate({ chunkSize: 2 ** 18 });
  const feeding = feed(source, inflate);
  // The reading below fails with the same error; nobody else waits for the feeding.
  feeding.catch((error: unknown) => inflate.destroy(error instanceof Error ? error : undefined));
  try {
    for await (const block of inflate) yield block;
  } catch (error) {
    if (error instanceof BrokenImage) throw error;
    const isCut = systemCode(error) === 'Z_BUF_ERROR';
    throw new BrokenImage(isCut ? 'truncated' : 'damaged', 'has compressed pixels that cannot be unpacked');
  } finally {
    inflate.destroy();
  }
}

async function feed(source: ByteSource, inflate: ReturnType<typeof createInflate>): Promise<void> {
  for await (const piece of imageData(source)) {
    if (inflate.destroyed) return;
    if (!inflate.write(piece)) await new Promise<void>((resolve) => whenWritable(inflate, resolve));
  }
  inflate.end();
}

function whenWritable(inflate: ReturnType<typeof createInflate>, resolve: () => void): void {
  const done = (): void => {
    inflate.off('drain', done);
    inflate.off('close', done);
    resolve();
  };
  inflate.on('drain', done);
  inflate.on('close', done);
}

/** The bytes of the IDAT chunks, their checksums verified. */
async function* imageData(source: ByteSource): AsyncGenerator<Uint8Array> {
  for await (const { type, bodyAt, length } of chunkPlaces(source)) {
    if (type !== 'IDAT') continue;
    let sum = crc32(Buffer.from(type, 'latin1'));
    for (let at = 0; at < length; at += PIECE_BYTES) {
      const size = Math.min(PIECE_BYTES, length - at);
      const piece = await source.read(bodyAt + at, size);
      if (piece.length < size) throw new BrokenImage('truncated', 'ends in the middle of a PNG block');
      sum = crc32(piece, sum);
      yield piece;
    }
    if (sum !== (await readView(source, bodyAt + length, 4)).getUint32(0)) {
      throw new BrokenImage('damaged', 'has a block (IDAT) whose checksum does not match');
    }
  }
}

async function paletteOf(source: ByteSource): Promise<Uint8Array | undefined> {
  for await (const { type, bodyAt, length } of chunkPlaces(source)) {
    if (type === 'IDAT') return undefined;
    if (type === 'PLTE' && length <= 768) return (await source.read(bodyAt, length)).slice();
  }
  return undefined;
}

async function* chunkPlaces(source: ByteSource): AsyncGenerator<{ type: string; bodyAt: number; length: number }> {
  let offset = PNG_SIGNATURE.length;
  for (;;) {
    const head = await readView(source, offset, 8);
    const length = head.getUint32(0);
    const type = chunkType(new Uint8Array(head.buffer, head.byteOffset, 8), 4);
    if (type === 'IEND') return;
    yield { type, bodyAt: offset + 8, length };
    offset += 12 + length;
  }
}

import { BrokenImage } from '../../formats/broken-image';
import type { ByteSource } from '../byte-source';
import { blockCount, TIFF_COMPRESSION, type TiffHeader } from '../headers/tiff';
import { readDirectory, type TiffStructure } from '../headers/tiff-directory';
import type { TiffPlane } from '../headers/tiff-stack';
import { emptySamples, type Samples, toColors } from './tiff-colors';
import { decodeJpegBlock } from './tiff-jpeg';
import { readSamples } from './tiff-samples';
import { reverseBits, unpackBlock } from './tiff-unpack';

/** Rows of one plane from anywhere in it. */
export interface PlaneReader {
  /** [rows, width, channels] from row y on, colours applied. @throws BrokenImage */
  read(y: number, rows: number): Promise<Samples>;
  /** @throws BrokenImage truncated where pixels lie beyond the end of the file */
  assertComplete(): void;
}

const TAGS = { stripOffsets: 273, stripBytes: 279, colorMap: 320, tileOffsets: 324, tileBytes: 325, jpegTables: 347 };
const WANTED = { numbers: new Set(Object.values(TAGS)), maxValues: 2 ** 20 };
const BLOCKS_BETWEEN_PAUSES = 64;

/** Where a block's pixels lie in the plane and in the file. */
interface Block {
  index: number;
  plane: number;
  x0: number;
  y0: number;
}

/** @param header the plane's, or one that keeps fewer of its samples */
export async function openPlane(
  source: ByteSource,
  structure: TiffStructure,
  { directoryOffset, shift }: TiffPlane,
  header: TiffHeader,
): Promise<PlaneReader> {
  const { fields } = await readDirectory(source, structure, directoryOffset, WANTED);
  const offsets = fields.get(header.isTiled ? TAGS.tileOffsets : TAGS.stripOffsets) ?? [];
  const sizes = fields.get(header.isTiled ? TAGS.tileBytes : TAGS.stripBytes) ?? [];
  const expected = blockCount(header);
  if (offsets.length < expected || sizes.length < expected) {
    throw new BrokenImage('damaged', `lists ${Math.min(offsets.length, sizes.length)} of its ${expected} parts`);
  }
  const tables = fields.get(TAGS.jpegTables);
  const blocks = blockReader(source, header, { offsets, sizes, shift }, tables && Uint8Array.from(tables));
  const colorMap = fields.get(TAGS.colorMap);
  return {
    async read(y, rows) {
      const samples = await readRows(blocks, header, y, rows);
      return toColors(samples, header, colorMap);
    },
    assertComplete() {
      for (let index = 0; index < expected; index++) {
        if ((offsets[index] ?? 0) + shift + (sizes[index] ?? 0) > source.size) throw truncated();
      }
    },
  };
}

async function readRows(blocks: BlockReader, header: TiffHeader, y: number, rows: number): Promise<Samples> {
  const { width, height, blockWidth, blockHeight, keptSamples, isPlanar } = header;
  const kept = keptSamples.length;
  const inBlock = isPlanar ? 1 : header.storedChannels;
  const isAsStored = !isPlanar && kept === inBlock && keptSamples.every((sample, index) => sample === index);
  const target = emptySamples(header, width * rows * kept);
  const rowBytes = blockRowBytes(header);
  let done = 0;
  for (const block of blocksOf(header, y, rows)) {
    const columns = Math.min(blockWidth, width - block.x0);
    const from = Math.max(block.y0, y);
    const to = Math.min(block.y0 + blockHeight, y + rows, height);
    const bytes = await blocks.rows(block, from - block.y0, to - from);
    for (let row = from; row < to; row++) {
      const bytesOfRow = bytes.subarray((row - from) * rowBytes, (row - from + 1) * rowBytes);
      const samples = readSamples(bytesOfRow, blockWidth * inBlock, inBlock, header);
      const at = ((row - y) * width + block.x0) * kept;
      if (isAsStored) {
        target.set(samples.subarray(0, columns * kept), at);
        continue;
      }
      for (let k = 0; k < kept; k++) {
        const sample = keptSamples[k] ?? 0;
        if (isPlanar && sample !== block.plane) continue;
        for (let x = 0, i = isPlanar ? 0 : sample; x < columns; x++, i += inBlock) {
          target[at + x * kept + k] = samples[i] ?? 0;
        }
      }
    }
    if (++done % BLOCKS_BETWEEN_PAUSES === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return target;
}

/** The blocks under some rows, those of planes that are not kept left out. */
function* blocksOf(header: TiffHeader, y: number, rows: number): Generator<Block> {
  const { width, height, blockWidth, blockHeight, keptSamples, isPlanar, storedChannels } = header;
  const across = Math.ceil(width / blockWidth);
  const down = Math.ceil(height / blockHeight);
  const last = Math.floor((Math.min(height, y + rows) - 1) / blockHeight);
  for (let plane = 0; plane < (isPlanar ? storedChannels : 1); plane++) {
    if (isPlanar && !keptSamples.includes(plane)) continue;
    for (let blockY = Math.floor(y / blockHeight); blockY <= last; blockY++) {
      for (let blockX = 0; blockX < across; blockX++) {
        const index = (plane * down + blockY) * across + blockX;
        yield { index, plane, x0: blockX * blockWidth, y0: blockY * blockHeight };
      }
    }
  }
}

interface BlockReader {
  /** Unpacked bytes of some of a block's rows. */
  rows(block: Block, first: number, count: number): Promise<Uint8Array>;
}

function blockReader(
  source: ByteSource,
  header: TiffHeader,
  place: { offsets: readonly number[]; sizes: readonly number[]; shift: number },
  jpegTables: Uint8Array | undefined,
): BlockReader {
  const { height, blockWidth, blockHeight, compression, isBitReversed } = header;
  const inBlock = header.isPlanar ? 1 : header.storedChannels;
  const rowBytes = blockRowBytes(header);
  // Whoever reads on goes on in the same blocks, where these reach below the rows that were asked for.
  let kept = new Map<number, Uint8Array>();
  let keptY = -1;

  async function unpacked(block: Block): Promise<Uint8Array> {
    const rows = Math.min(blockHeight, height - block.y0);
    const size = place.sizes[block.index] ?? 0;
    const packed = await readExactly(source, (place.offsets[block.index] ?? 0) + place.shift, size);
    if (compression === TIFF_COMPRESSION.jpeg) {
      return decodeJpegBlock(packed, jpegTables, header.color, blockWidth, rows, inBlock);
    }
    return unpackBlock(isBitReversed ? reverseBits(packed) : packed, compression, rowBytes * blockHeight);
  }

  return {
    async rows(block, first, count) {
      const start = first * rowBytes;
      const end = start + count * rowBytes;
      if (compression === TIFF_COMPRESSION.none) {
        if (end > (place.sizes[block.index] ?? 0)) throw tooFew();
        const bytes = await readExactly(source, (place.offsets[block.index] ?? 0) + place.shift + start, end - start);
        return isBitReversed ? reverseBits(bytes) : bytes;
      }
      if (block.y0 !== keptY) kept = new Map();
      keptY = block.y0;
      const bytes = kept.get(block.index) ?? (await unpacked(block));
      if (first + count < Math.min(blockHeight, height - block.y0)) kept.set(block.index, bytes);
      else kept.delete(block.index);
      if (bytes.length < end) throw tooFew();
      return bytes.subarray(start, end);
    },
  };
}

function blockRowBytes({ blockWidth, bits, isPlanar, storedChannels }: TiffHeader): number {
  return Math.ceil((blockWidth * (isPlanar ? 1 : storedChannels) * bits) / 8);
}

async function readExactly(source: ByteSource, offset: number, size: number): Promise<Uint8Array> {
  if (!(Number.isSafeInteger(offset) && offset >= 0 && Number.isSafeInteger(size) && size > 0)) {
    throw new BrokenImage('damaged', 'has a part without pixels');
  }
  if (offset + size > source.size) throw truncated();
  const bytes = await source.read(offset, size);
  if (bytes.length < size) throw truncated();
  return bytes;
}

function truncated(): BrokenImage {
  return new BrokenImage('truncated', 'ends in the middle of its pixels');
}

function tooFew(): BrokenImage {
  return new BrokenImage('truncated', 'holds fewer pixels than its header says');
}

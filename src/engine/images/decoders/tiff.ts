import type { PixelImage } from '../../../shared/images/pixels';
import { BrokenImage } from '../../formats/broken-image';
import { memorySource } from '../byte-source';
import { blockCount, TIFF_COMPRESSION, type TiffHeader } from '../headers/tiff';
import { readDirectory } from '../headers/tiff-directory';
import { applyPalette } from './png';
import { decodeJpegBlock } from './tiff-jpeg';
import { readSamples } from './tiff-samples';
import { unpackBlock } from './tiff-unpack';

type Pixels = Uint8Array | Uint16Array | Float32Array;

const TAGS = { stripOffsets: 273, stripBytes: 279, colorMap: 320, tileOffsets: 324, tileBytes: 325, jpegTables: 347 };
const MAX_VALUES = 2 ** 20;
const BLOCKS_BETWEEN_PAUSES = 64;

/**
 * The first page of a TIFF file: strips or tiles, chunky or planar; grey, RGB, palette, CMYK, YCbCr in JPEG;
 * uncompressed, LZW, deflate, PackBits, JPEG; integers of 1 to 16 bits as they are, deeper and signed ones and
 * floats as float32. Alpha is left out. @throws BrokenImage
 */
export async function decodeTiff(bytes: Uint8Array, header: TiffHeader): Promise<PixelImage> {
  const { fields } = await readDirectory(memorySource(bytes), new Set(Object.values(TAGS)), MAX_VALUES);
  const pixels = await readBlocks(bytes, header, fields);
  const { width, height, channels, depth } = header;
  return { width, height, channels, depth, data: toColors(pixels, header, fields.get(TAGS.colorMap)) };
}

async function readBlocks(
  bytes: Uint8Array,
  header: TiffHeader,
  fields: ReadonlyMap<number, number[]>,
): Promise<Pixels> {
  const { width, height, blockWidth, blockHeight, keptSamples, isPlanar, isTiled } = header;
  const samplesInBlock = isPlanar ? 1 : header.storedChannels;
  const offsets = fields.get(isTiled ? TAGS.tileOffsets : TAGS.stripOffsets) ?? [];
  const sizes = fields.get(isTiled ? TAGS.tileBytes : TAGS.stripBytes) ?? [];
  const tables = fields.get(TAGS.jpegTables);
  const jpegTables = tables === undefined ? undefined : Uint8Array.from(tables);
  const expected = blockCount(header);
  if (offsets.length < expected || sizes.length < expected) {
    throw new BrokenImage('damaged', `lists ${Math.min(offsets.length, sizes.length)} of its ${expected} parts`);
  }
  const target = emptyPixels(header, width * height * keptSamples.length);
  const across = Math.ceil(width / blockWidth);
  const perPlane = across * Math.ceil(height / blockHeight);
  const rowBytes = Math.ceil((blockWidth * samplesInBlock * header.bits) / 8);
  for (let index = 0; index < expected; index++) {
    const plane = Math.floor(index / perPlane);
    if (isPlanar && !keptSamples.includes(plane)) continue;
    const x0 = (index % across) * blockWidth;
    const y0 = Math.floor((index % perPlane) / across) * blockHeight;
    const rows = Math.min(blockHeight, height - y0);
    const packed = blockBytes(bytes, offsets[index] ?? 0, sizes[index] ?? 0);
    const block =
      header.compression === TIFF_COMPRESSION.jpeg
        ? await decodeJpegBlock(packed, jpegTables, header.color, blockWidth, rows, samplesInBlock)
        : unpackBlock(packed, header.compression, rowBytes * blockHeight);
    if (block.length < rowBytes * rows) throw new BrokenImage('truncated', 'holds fewer pixels than its header says');
    const columns = Math.min(blockWidth, width - x0);
    for (let row = 0; row < rows; row++) {
      const bytesOfRow = block.subarray(row * rowBytes, (row + 1) * rowBytes);
      const samples = readSamples(bytesOfRow, blockWidth * samplesInBlock, samplesInBlock, header);
      const to = ((y0 + row) * width + x0) * keptSamples.length;
      for (let k = 0; k < keptSamples.length; k++) {
        const sample = keptSamples[k] ?? 0;
        if (isPlanar && sample !== plane) continue;
        for (let x = 0, from = isPlanar ? 0 : sample; x < columns; x++, from += samplesInBlock) {
          target[to + x * keptSamples.length + k] = samples[from] ?? 0;
        }
      }
    }
    if (index % BLOCKS_BETWEEN_PAUSES === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return target;
}

function blockBytes(bytes: Uint8Array, offset: number, size: number): Uint8Array {
  if (size === 0) throw new BrokenImage('damaged', 'has a part without pixels');
  if (offset + size > bytes.length) throw new BrokenImage('truncated', 'ends in the middle of its pixels');
  return bytes.subarray(offset, offset + size);
}

function emptyPixels({ kind, bits }: TiffHeader, length: number): Pixels {
  if (kind !== 'unsigned' || bits > 16) return new Float32Array(length);
  return bits <= 8 ? new Uint8Array(length) : new Uint16Array(length);
}

function toColors(pixels: Pixels, header: TiffHeader, colorMap: number[] | undefined): Pixels {
  const { color, bits, kind } = header;
  const top = 2 ** bits - 1;
  if (color === 'palette') {
    if (pixels instanceof Float32Array || !colorMap) throw new BrokenImage('damaged', 'has no colours in its palette');
    return applyPalette(pixels, rgbTriples(colorMap));
  }
  if (color === 'cmyk') return cmykToRgb(pixels, top);
  if (color === 'white-is-zero' && kind === 'unsigned') {
    for (let i = 0; i < pixels.length; i++) pixels[i] = top - (pixels[i] ?? 0);
  }
  if (bits < 8) {
    for (let i = 0; i < pixels.length; i++) pixels[i] = ((pixels[i] ?? 0) * 255) / top;
  }
  return pixels;
}

/** A TIFF colour map (all reds, all greens, all blues, 16 bits) as 8-bit triples; some writers fill 8 bits only. */
function rgbTriples(colorMap: readonly number[]): Uint8Array {
  const colors = Math.floor(colorMap.length / 3);
  const shift = colorMap.some((value) => value > 255) ? 8 : 0;
  return Uint8Array.from(
    { length: 3 * colors },
    (_, i) => (colorMap[(i % 3) * colors + Math.floor(i / 3)] ?? 0) >> shift,
  );
}

/** Without colour profiles: R = (1 - C)(1 - K), and so on. */
function cmykToRgb(cmyk: Pixels, top: number): Pixels {
  const pixels = cmyk.length / 4;
  const rgb = cmyk instanceof Uint8Array ? new Uint8Array(3 * pixels) : new Uint16Array(3 * pixels);
  for (let i = 0; i < pixels; i++) {
    const light = top - (cmyk[4 * i + 3] ?? 0);
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = Math.round(((top - (cmyk[4 * i + c] ?? 0)) * light) / top);
  }
  return rgb;
}

import type { PixelImage } from '../../../shared/images/pixels';
import { BrokenImage } from '../../formats/broken-image';
import { BMP_COMPRESSION, type BmpHeader } from '../headers/bmp';
import { applyPalette } from './png';

/** A bitmap's pixels as RGB: 1, 4, 8 bits by its colour table (also run-length coded), 16, 24, 32 bits by masks. */
export function decodeBmp(bytes: Uint8Array, header: BmpHeader): PixelImage {
  const { width, height, bits, compression } = header;
  if (bits > 8) return { width, height, channels: 3, depth: 8, data: readColors(bytes, header) };
  const isRunLength = compression === BMP_COMPRESSION.rle8 || compression === BMP_COMPRESSION.rle4;
  const indices = isRunLength ? readRuns(bytes, header) : readIndices(bytes, header);
  return { width, height, channels: 3, depth: 8, data: applyPalette(indices, readTable(bytes, header)) };
}

/** Colour table as RGB triples; files keep blue first. */
function readTable(bytes: Uint8Array, { table }: BmpHeader): Uint8Array {
  const palette = new Uint8Array(3 * table.colors);
  for (let color = 0; color < table.colors; color++) {
    const at = table.offset + color * table.entryBytes;
    palette.set([bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0], 3 * color);
  }
  return palette;
}

function readIndices(bytes: Uint8Array, header: BmpHeader): Uint8Array {
  const { width, height, bits } = header;
  const indices = new Uint8Array(width * height);
  const mask = 2 ** bits - 1;
  for (let y = 0; y < height; y++) {
    const row = rowOffset(header, y);
    for (let x = 0; x < width; x++) {
      const bit = x * bits;
      indices[y * width + x] = ((bytes[row + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & mask;
    }
  }
  return indices;
}

function readColors(bytes: Uint8Array, header: BmpHeader): Uint8Array {
  const { width, height, bits } = header;
  const rgb = new Uint8Array(3 * width * height);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const channels = header.masks.map(maskReader);
  for (let y = 0; y < height; y++) {
    const row = rowOffset(header, y);
    for (let x = 0; x < width; x++) {
      const to = 3 * (y * width + x);
      if (bits === 24) {
        const at = row + 3 * x;
        rgb[to] = bytes[at + 2] ?? 0;
        rgb[to + 1] = bytes[at + 1] ?? 0;
        rgb[to + 2] = bytes[at] ?? 0;
      } else {
        const pixel = bits === 16 ? view.getUint16(row + 2 * x, true) : view.getUint32(row + 4 * x, true);
        for (let c = 0; c < 3; c++) rgb[to + c] = channels[c]?.(pixel) ?? 0;
      }
    }
  }
  return rgb;
}

/** A channel of a pixel spread over 0..255. */
function maskReader(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const top = mask >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / top);
}

function rowOffset({ pixelOffset, rowBytes, height, isTopDown }: BmpHeader, y: number): number {
  return pixelOffset + rowBytes * (isTopDown ? y : height - 1 - y);
}

/** RLE8 and RLE4: pairs (count, value), or 0 and an escape: 0 end of row, 1 end, 2 move by (dx, dy), n literal values. */
function readRuns(bytes: Uint8Array, header: BmpHeader): Uint8Array {
  const { width, height, bits, isTopDown } = header;
  const indices = new Uint8Array(width * height);
  let offset = header.pixelOffset;
  let x = 0;
  let y = 0;
  const next = (): number => {
    const byte = bytes[offset++];
    if (byte === undefined) throw new BrokenImage('truncated', 'ends in the middle of its pixels');
    return byte;
  };
  const put = (index: number): void => {
    if (x < width && y < height) indices[(isTopDown ? y : height - 1 - y) * width + x] = index;
    x++;
  };
  const nibble = (byte: number, i: number): number => (bits === 8 ? byte : i & 1 ? byte & 15 : byte >> 4);
  while (y < height) {
    const count = next();
    const value = next();
    if (count > 0) {
      for (let i = 0; i < count; i++) put(nibble(value, i));
    } else if (value === 0) {
      x = 0;
      y++;
    } else if (value === 1) {
      return indices;
    } else if (value === 2) {
      x += next();
      y += next();
    } else {
      const start = offset;
      let byte = 0;
      for (let i = 0; i < value; i++) {
        if (bits === 8 || (i & 1) === 0) byte = next();
        put(nibble(byte, i));
      }
      offset += (offset - start) & 1;
    }
  }
  return indices;
}

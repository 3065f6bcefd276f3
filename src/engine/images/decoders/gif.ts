import type { PixelImage } from '../../../shared/images/pixels';
import { BrokenImage } from '../../formats/broken-image';
import { GIF_HEADER_BYTES, type GifHeader } from '../headers/gif';
import { applyPalette } from './png';

/** The first frame of a GIF on its logical screen. Format: GIF89a specification (1990), with its variable-length LZW. */
export function decodeGif(bytes: Uint8Array, header: GifHeader): PixelImage {
  const { width, height, frameOffset, globalColors } = header;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const left = view.getUint16(frameOffset + 1, true);
  const top = view.getUint16(frameOffset + 3, true);
  const frameWidth = view.getUint16(frameOffset + 5, true);
  const frameHeight = view.getUint16(frameOffset + 7, true);
  const flags = view.getUint8(frameOffset + 9);
  if (frameWidth === 0 || frameHeight === 0 || left + frameWidth > width || top + frameHeight > height) {
    throw new BrokenImage('damaged', 'has a first frame that lies outside of the picture');
  }
  const localColors = flags & 0x80 ? 2 << (flags & 7) : 0;
  const tableAt = localColors > 0 ? frameOffset + 10 : GIF_HEADER_BYTES;
  const colors = localColors > 0 ? localColors : globalColors;
  if (colors === 0) throw new BrokenImage('damaged', 'is a GIF file without colours');
  const codeSizeAt = frameOffset + 10 + 3 * localColors;
  const codeSize = view.getUint8(codeSizeAt);
  const frame = unpack(joinBlocks(bytes, codeSizeAt + 1), codeSize, frameWidth * frameHeight);
  const canvas = new Uint8Array(width * height).fill(header.backgroundIndex < colors ? header.backgroundIndex : 0);
  const order = flags & 0x40 ? interlacedRows(frameHeight) : undefined;
  for (let row = 0; row < frameHeight; row++) {
    const y = top + (order?.[row] ?? row);
    canvas.set(frame.subarray(row * frameWidth, (row + 1) * frameWidth), y * width + left);
  }
  const data = applyPalette(canvas, bytes.subarray(tableAt, tableAt + 3 * colors));
  return { width, height, channels: 3, depth: 8, data };
}

function joinBlocks(bytes: Uint8Array, from: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  let offset = from;
  for (;;) {
    const length = bytes[offset];
    if (length === undefined || offset + 1 + length > bytes.length) {
      throw new BrokenImage('truncated', 'ends in the middle of its pixels');
    }
    if (length === 0) return Buffer.concat(blocks);
    blocks.push(bytes.subarray(offset + 1, offset + 1 + length));
    offset += 1 + length;
  }
}

const MAX_CODES = 4096;

/** Inflates GIF's LZW codes into `length` palette indices. @param codeSize bits of the literals, 1..8 */
function unpack(packed: Uint8Array, codeSize: number, length: number): Uint8Array {
  if (codeSize < 1 || codeSize > 8) throw new BrokenImage('damaged', 'has GIF pixels of an impossible code size');
  const clear = 1 << codeSize;
  const end = clear + 1;
  const prefix = new Uint16Array(MAX_CODES);
  const suffix = new Uint8Array(MAX_CODES);
  const lengths = new Uint16Array(MAX_CODES).fill(1, 0, clear);
  for (let code = 0; code < clear; code++) suffix[code] = code;
  const target = new Uint8Array(length);
  let filled = 0;
  let next = end + 1;
  let bits = codeSize + 1;
  let previous = -1;
  let bitAt = 0;
  while (filled < length) {
    if (bitAt + bits > 8 * packed.length) throw new BrokenImage('truncated', 'holds fewer pixels than its header says');
    const byte = bitAt >> 3;
    const three = (packed[byte] ?? 0) | ((packed[byte + 1] ?? 0) << 8) | ((packed[byte + 2] ?? 0) << 16);
    const code = (three >> (bitAt & 7)) & ((1 << bits) - 1);
    bitAt += bits;
    if (code === clear) {
      next = end + 1;
      bits = codeSize + 1;
      previous = -1;
      continue;
    }
    if (code === end) throw new BrokenImage('truncated', 'holds fewer pixels than its header says');
    if (code > next || (code === next && previous < 0)) throw new BrokenImage('damaged', 'has broken GIF pixels');
    const source = code < next ? code : previous;
    const count = lengths[source] ?? 1;
    for (let at = filled + count - 1, walk = source; at >= filled; at--, walk = prefix[walk] ?? 0) {
      if (at < length) target[at] = suffix[walk] ?? 0;
    }
    const first = target[filled] ?? 0;
    filled += count;
    // The one code that is used before it is complete: the previous string and its own first index.
    if (code === next) {
      if (filled < length) target[filled] = first;
      filled++;
    }
    if (previous >= 0 && next < MAX_CODES) {
      prefix[next] = previous;
      suffix[next] = first;
      lengths[next] = (lengths[previous] ?? 0) + 1;
      next++;
      if (next === 1 << bits && bits < 12) bits++;
    }
    previous = code;
  }
  return target;
}

/** Rows in the order in which an interlaced frame stores them. */
function interlacedRows(height: number): number[] {
  const rows: number[] = [];
  for (const [start, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const) {
    for (let y = start; y < height; y += step) rows.push(y);
  }
  return rows;
}

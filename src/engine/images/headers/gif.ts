import { BrokenImage } from '../../formats/broken-image';
import type { ByteSource } from '../byte-source';
import { readView, type StoredHeader } from './stored-header';

export interface GifHeader extends StoredHeader {
  /** Byte offset of the global colour table and its number of colours, 0 where there is none. */
  globalColors: number;
  /** Palette index that fills what the first frame does not cover. */
  backgroundIndex: number;
  /** Byte offset of the first image descriptor. */
  frameOffset: number;
}

export const GIF_HEADER_BYTES = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const GRAPHIC_CONTROL = 0xf9;

/** The logical screen and where its first frame begins. Format: GIF89a specification (1990). @throws BrokenImage */
export async function readGifHeader(source: ByteSource): Promise<GifHeader> {
  const screen = await readView(source, 0, GIF_HEADER_BYTES);
  const width = screen.getUint16(6, true);
  const height = screen.getUint16(8, true);
  if (width === 0 || height === 0) throw new BrokenImage('damaged', 'is a GIF file that does not say its size');
  const flags = screen.getUint8(10);
  const globalColors = flags & 0x80 ? 2 << (flags & 7) : 0;
  let hasAlpha = false;
  let offset = GIF_HEADER_BYTES + 3 * globalColors;
  for (;;) {
    const kind = (await readView(source, offset, 1)).getUint8(0);
    if (kind === IMAGE) break;
    if (kind !== EXTENSION) throw new BrokenImage('damaged', 'is a GIF file without a picture');
    const label = await readView(source, offset + 1, 3);
    if (label.getUint8(0) === GRAPHIC_CONTROL) hasAlpha = (label.getUint8(2) & 1) === 1;
    offset = await skipBlocks(source, offset + 2);
  }
  return {
    width,
    height,
    channels: 3,
    depth: 8,
    storedChannels: 3,
    orientation: 1,
    hasAlpha,
    pixelSize: null,
    hasMorePages: await hasSecondFrame(source, offset),
    globalColors,
    backgroundIndex: screen.getUint8(11),
    frameOffset: offset,
  };
}

/** @returns the offset after a chain of data sub-blocks */
async function skipBlocks(source: ByteSource, from: number): Promise<number> {
  let offset = from;
  for (;;) {
    const length = (await readView(source, offset, 1)).getUint8(0);
    offset += 1 + length;
    if (length === 0) return offset;
  }
}

/** Whether anything but the end follows the first frame; a file cut short there is found by the decoder. */
async function hasSecondFrame(source: ByteSource, frameOffset: number): Promise<boolean> {
  const flags = (await readView(source, frameOffset, 10)).getUint8(9);
  const colors = flags & 0x80 ? 2 << (flags & 7) : 0;
  let offset = await skipBlocks(source, frameOffset + 11 + 3 * colors);
  for (;;) {
    const [kind] = await source.read(offset, 1);
    if (kind !== EXTENSION) return kind === IMAGE;
    offset = await skipBlocks(source, offset + 2);
  }
}

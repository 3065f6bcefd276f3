import type { PixelSize } from '../../../shared/images/pixel-size';
import { BrokenImage } from '../../formats/broken-image';
import type { ByteSource } from '../byte-source';
import { fitsDecoder } from '../limits';

/** What a format's own header says, before orientation. */
export interface StoredHeader {
  width: number;
  height: number;
  /** Samples a pixel that decoding keeps: 1 or 3; more in TIFF files of many channels. */
  channels: number;
  depth: 8 | 16 | 32;
  /** Samples a pixel while decoding, alpha included. */
  storedChannels: number;
  /** EXIF orientation 1..8. */
  orientation: number;
  hasAlpha: boolean;
  /** The file holds more frames or pages than the one that is read. */
  hasMorePages: boolean;
  /** Before orientation. */
  pixelSize: PixelSize | null;
}

/** Bytes that have to be there. @throws BrokenImage truncated where the file ends before them */
export async function readView(source: ByteSource, offset: number, length: number): Promise<DataView> {
  const bytes = await source.read(offset, length);
  if (bytes.length < length) throw new BrokenImage('truncated', 'ends in the middle of its header');
  return new DataView(bytes.buffer, bytes.byteOffset, length);
}

/** @param channels samples a pixel while decoding @param depth bits of a decoded sample @throws BrokenImage too-large */
export function assertFits(width: number, height: number, channels: number, depth: number): void {
  if (fitsDecoder(width, height, channels, depth / 8)) return;
  throw new BrokenImage('too-large', `claims ${width} x ${height} pixels, which is more than can be decoded`);
}

/** ASCII letters of a view. */
export function letters(view: DataView, offset: number, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(view.getUint8(offset + i));
  return text;
}

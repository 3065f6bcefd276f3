import { BrokenImage } from '../../formats/broken-image';
import { memorySource } from '../byte-source';
import { readJpegHeader } from '../headers/jpeg';
import { assertFits } from '../headers/stored-header';
import type { TiffColor } from '../headers/tiff';
import { decodeJpeg } from './jpeg';

/**
 * Pixels of a JPEG-compressed strip or tile, YCbCr as RGB (TIFF technical note 2).
 * @param tables the file's JPEGTables, an abbreviated stream whose segments belong before the block's own
 * @returns rows of `width` pixels, at least `rows` of them
 */
export async function decodeJpegBlock(
  block: Uint8Array,
  tables: Uint8Array | undefined,
  color: TiffColor,
  width: number,
  rows: number,
  channels: number,
): Promise<Uint8Array> {
  if (block[0] !== 0xff || block[1] !== 0xd8) throw new BrokenImage('damaged', 'has broken JPEG pixels');
  const parts = [START_OF_IMAGE, adobeSegment(color === 'ycbcr'), tables?.subarray(2, -2) ?? EMPTY, block.subarray(2)];
  const file = Buffer.concat(parts);
  const header = await readJpegHeader(memorySource(file));
  assertFits(header.width, header.height, header.storedChannels, 8);
  if (header.width !== width || header.height < rows || header.channels !== channels) {
    throw new BrokenImage('damaged', 'has JPEG pixels of another size than its header says');
  }
  const { data } = await decodeJpeg(file, header);
  if (!(data instanceof Uint8Array)) throw new BrokenImage('damaged', 'has broken JPEG pixels');
  return data;
}

const START_OF_IMAGE = Uint8Array.of(0xff, 0xd8);
const EMPTY = new Uint8Array(0);

/** Says whether three components are YCbCr or RGB, which libjpeg would otherwise guess. */
function adobeSegment(isYcbcr: boolean): Uint8Array {
  return Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, isYcbcr ? 1 : 0);
}

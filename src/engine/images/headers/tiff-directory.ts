import { BrokenImage } from '../../formats/broken-image';
import { type ByteSource, memorySource } from '../byte-source';
import { readView } from './stored-header';

export interface TiffDirectory {
  /** Values by tag of the fields asked for. */
  fields: ReadonlyMap<number, number[]>;
  hasNext: boolean;
  isLittleEndian: boolean;
}

const ORIENTATION_TAG = 0x0112;
/** Bytes of a value by TIFF type: BYTE, ASCII, SHORT, LONG, RATIONAL, signed ones, FLOAT, DOUBLE, IFD, BigTIFF's. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const MAX_ENTRIES = 4096;

/** As much of an EXIF block as is read: a JPEG segment holds no more. */
export const MAX_EXIF_BYTES = 2 ** 16;

/**
 * The first directory of a TIFF or BigTIFF structure, which EXIF uses as well.
 * @param tags integer fields to read @param maxValues longer fields are left out
 * Format: TIFF 6.0 (1992), section 2; BigTIFF: http://bigtiff.org
 */
export async function readDirectory(
  source: ByteSource,
  tags: ReadonlySet<number>,
  maxValues: number,
): Promise<TiffDirectory> {
  const start = await readView(source, 0, 8);
  const little = start.getUint16(0) === 0x4949;
  if (!little && start.getUint16(0) !== 0x4d4d) throw new BrokenImage('not-an-image', 'is not a TIFF file');
  const version = start.getUint16(2, little);
  if (version !== 42 && version !== 43) throw new BrokenImage('not-an-image', 'is not a TIFF file');
  const isBig = version === 43;
  const wide = isBig ? 8 : 4;
  const offset = isBig ? readWide(await readView(source, 8, 8), 0, little) : start.getUint32(4, little);
  const countBytes = isBig ? 8 : 2;
  const countView = await readView(source, offset, countBytes);
  const count = isBig ? readWide(countView, 0, little) : countView.getUint16(0, little);
  if (count > MAX_ENTRIES) throw new BrokenImage('damaged', `claims a TIFF directory of ${count} fields`);
  const entryBytes = 4 + 2 * wide;
  const table = await readView(source, offset + countBytes, count * entryBytes);
  const fields = new Map<number, number[]>();
  for (let entry = 0; entry < count; entry++) {
    const at = entry * entryBytes;
    const tag = table.getUint16(at, little);
    const type = table.getUint16(at + 2, little);
    const values = isBig ? readWide(table, at + 4, little) : table.getUint32(at + 4, little);
    const bytes = (TYPE_BYTES[type] ?? 0) * values;
    if (!tags.has(tag) || bytes === 0 || values > maxValues) continue;
    const valueAt = at + 4 + wide;
    const isInline = bytes <= wide;
    const place = isBig ? readWide(table, valueAt, little) : table.getUint32(valueAt, little);
    const view = isInline ? table : await readView(source, place, bytes);
    fields.set(tag, readValues(view, isInline ? valueAt : 0, type, values, little));
  }
  const nextAt = offset + countBytes + count * entryBytes;
  const next = await source.read(nextAt, wide);
  return { fields, hasNext: next.length === wide && next.some((byte) => byte !== 0), isLittleEndian: little };
}

/** Orientation 1..8 in an EXIF block (a TIFF structure); 1 where it says none or cannot be read. */
export async function exifOrientation(exif: Uint8Array): Promise<number> {
  try {
    const { fields } = await readDirectory(memorySource(exif), new Set([ORIENTATION_TAG]), 1);
    return validOrientation(fields.get(ORIENTATION_TAG)?.[0]);
  } catch (error) {
    if (error instanceof BrokenImage) return 1;
    throw error;
  }
}

export function validOrientation(value: number | undefined): number {
  return value !== undefined && value >= 1 && value <= 8 ? value : 1;
}

function readWide(view: DataView, offset: number, little: boolean): number {
  return Number(view.getBigUint64(offset, little));
}

function readValues(view: DataView, offset: number, type: number, count: number, little: boolean): number[] {
  const bytes = TYPE_BYTES[type] ?? 1;
  return Array.from({ length: count }, (_, index) => {
    const at = offset + index * bytes;
    if (bytes === 8) return readWide(view, at, little);
    if (bytes === 4) return view.getUint32(at, little);
    return bytes === 2 ? view.getUint16(at, little) : view.getUint8(at);
  });
}

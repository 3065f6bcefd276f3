import { type PixelSize, pixelSizeOfDensity } from '../../../shared/images/pixel-size';
import { BrokenImage } from '../../formats/broken-image';
import { type ByteSource, memorySource } from '../byte-source';
import { readView } from './stored-header';

export interface TiffStructure {
  isLittleEndian: boolean;
  /** BigTIFF: offsets of 8 bytes. */
  isBig: boolean;
  firstDirectory: number;
}

export interface TiffDirectory {
  /** Values by tag of the numeric fields asked for. */
  fields: ReadonlyMap<number, number[]>;
  /** Texts by tag of the fields asked for. */
  texts: ReadonlyMap<number, string>;
  /** Offset of the next directory, 0 after the last. */
  next: number;
}

export interface WantedFields {
  numbers: ReadonlySet<number>;
  /** Longer fields of numbers are left out. */
  maxValues: number;
  texts?: ReadonlySet<number>;
}

const TAGS = { orientation: 0x0112, xResolution: 0x011a, yResolution: 0x011b, resolutionUnit: 0x0128 } as const;
const NUMBER_BYTES = new Map([
  ...[1, 2, 6, 7].map((type) => [type, 1] as const),
  ...[3, 8].map((type) => [type, 2] as const),
  ...[4, 9, 11, 13].map((type) => [type, 4] as const),
  ...[5, 10, 12, 16, 17, 18].map((type) => [type, 8] as const),
]);
const ASCII = 2;
const MAX_ENTRIES = 4096;
const MAX_TEXT_BYTES = 2 ** 25;

/** As much of an EXIF block as is read: a JPEG segment holds no more. */
export const MAX_EXIF_BYTES = 2 ** 16;

/** Byte order and kind of a TIFF or BigTIFF structure, which EXIF uses as well. Format: TIFF 6.0 (1992), section 2 */
export async function readStructure(source: ByteSource): Promise<TiffStructure> {
  const start = await readView(source, 0, 8);
  const little = start.getUint16(0) === 0x4949;
  if (!little && start.getUint16(0) !== 0x4d4d) throw new BrokenImage('not-an-image', 'is not a TIFF file');
  const version = start.getUint16(2, little);
  if (version !== 42 && version !== 43) throw new BrokenImage('not-an-image', 'is not a TIFF file');
  const isBig = version === 43;
  const firstDirectory = isBig ? readWide(await readView(source, 8, 8), 0, little) : start.getUint32(4, little);
  return { isLittleEndian: little, isBig, firstDirectory };
}

/** The directory at an offset. Format: TIFF 6.0, section 2; BigTIFF: http://bigtiff.org */
export async function readDirectory(
  source: ByteSource,
  structure: TiffStructure,
  offset: number,
  wanted: WantedFields,
): Promise<TiffDirectory> {
  const { isLittleEndian: little, isBig } = structure;
  const wide = isBig ? 8 : 4;
  const countBytes = isBig ? 8 : 2;
  const countView = await readView(source, offset, countBytes);
  const count = isBig ? readWide(countView, 0, little) : countView.getUint16(0, little);
  if (count > MAX_ENTRIES) throw new BrokenImage('damaged', `claims a TIFF directory of ${count} fields`);
  const entryBytes = 4 + 2 * wide;
  const table = await readView(source, offset + countBytes, count * entryBytes);
  const fields = new Map<number, number[]>();
  const texts = new Map<number, string>();
  for (let entry = 0; entry < count; entry++) {
    const at = entry * entryBytes;
    const tag = table.getUint16(at, little);
    const type = table.getUint16(at + 2, little);
    const values = isBig ? readWide(table, at + 4, little) : table.getUint32(at + 4, little);
    const bytes = (NUMBER_BYTES.get(type) ?? 0) * values;
    const isText = type === ASCII && wanted.texts?.has(tag) === true && values <= MAX_TEXT_BYTES;
    const isNumbers = wanted.numbers.has(tag) && values <= wanted.maxValues;
    if (bytes === 0 || !(isText || isNumbers)) continue;
    const valueAt = at + 4 + wide;
    const isInline = bytes <= wide;
    const place = isBig ? readWide(table, valueAt, little) : table.getUint32(valueAt, little);
    const view = isInline ? table : await readView(source, place, bytes);
    const from = isInline ? valueAt : 0;
    if (isText) texts.set(tag, readText(new Uint8Array(view.buffer, view.byteOffset + from, bytes)));
    else fields.set(tag, readValues(view, from, type, values, little));
  }
  const nextAt = offset + countBytes + count * entryBytes;
  const next = await source.read(nextAt, wide);
  return { fields, texts, next: next.length === wide ? readOffset(next, structure) : 0 };
}

export interface ExifFacts {
  /** 1..8; undefined where it says none. */
  orientation: number | undefined;
  pixelSize: PixelSize | null;
}

/** What an EXIF block (a TIFF structure) says of a picture; nothing where it cannot be read. */
export async function readExif(exif: Uint8Array): Promise<ExifFacts> {
  try {
    const source = memorySource(exif);
    const structure = await readStructure(source);
    const wanted = { numbers: new Set(Object.values(TAGS)), maxValues: 1 };
    const { fields } = await readDirectory(source, structure, structure.firstDirectory, wanted);
    const orientation = fields.get(TAGS.orientation)?.[0];
    return {
      orientation: orientation === undefined ? undefined : validOrientation(orientation),
      pixelSize: resolutionIn(fields, 'exif'),
    };
  } catch (error) {
    if (error instanceof BrokenImage) return { orientation: undefined, pixelSize: null };
    throw error;
  }
}

/** XResolution, YResolution and ResolutionUnit (2 inch, 3 centimetre; without it inch). */
export function resolutionIn(fields: ReadonlyMap<number, number[]>, source: PixelSize['source']): PixelSize | null {
  const unit = fields.get(TAGS.resolutionUnit)?.[0] ?? 2;
  const x = fields.get(TAGS.xResolution)?.[0];
  if (x === undefined || (unit !== 2 && unit !== 3)) return null;
  return pixelSizeOfDensity(x, fields.get(TAGS.yResolution)?.[0] ?? x, unit === 2 ? 0.0254 : 0.01, source);
}

export function validOrientation(value: number | undefined): number {
  return value !== undefined && value >= 1 && value <= 8 ? value : 1;
}

function readOffset(bytes: Uint8Array, { isLittleEndian, isBig }: TiffStructure): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isBig ? readWide(view, 0, isLittleEndian) : view.getUint32(0, isLittleEndian);
}

function readWide(view: DataView, offset: number, little: boolean): number {
  return Number(view.getBigUint64(offset, little));
}

/** UTF-8 as OME demands, else Latin-1, as old programs write the sign of micrometres; up to the closing zero. */
function readText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const letters = end < 0 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(letters);
  } catch {
    return Buffer.from(letters.buffer, letters.byteOffset, letters.length).toString('latin1');
  }
}

function readValues(view: DataView, offset: number, type: number, count: number, little: boolean): number[] {
  const bytes = NUMBER_BYTES.get(type) ?? 1;
  return Array.from({ length: count }, (_, index) => readValue(view, offset + index * bytes, type, little));
}

function readValue(view: DataView, at: number, type: number, little: boolean): number {
  switch (type) {
    case 3:
      return view.getUint16(at, little);
    case 4:
    case 13:
      return view.getUint32(at, little);
    case 5:
      return view.getUint32(at, little) / view.getUint32(at + 4, little);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, little);
    case 9:
      return view.getInt32(at, little);
    case 10:
      return view.getInt32(at, little) / view.getInt32(at + 4, little);
    case 11:
      return view.getFloat32(at, little);
    case 12:
      return view.getFloat64(at, little);
    case 16:
    case 18:
      return readWide(view, at, little);
    case 17:
      return Number(view.getBigInt64(at, little));
    default:
      return view.getUint8(at);
  }
}

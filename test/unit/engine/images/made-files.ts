import { crc32, deflateSync } from 'node:zlib';

/** Image files put together byte by byte, so that tests do not check the readers against the program's own writers. */

export interface PngParts {
  width: number;
  height: number;
  bitDepth: number;
  colorType: number;
  /** Samples of a pixel, row-major. */
  samples: readonly number[];
  isInterlaced?: boolean;
  /** Filter of row y. */
  filter?: (y: number) => number;
  chunks?: readonly Uint8Array[];
}

const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export function pngFile(parts: PngParts): Uint8Array {
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    pngChunk('IHDR', [
      ...u32(parts.width),
      ...u32(parts.height),
      parts.bitDepth,
      parts.colorType,
      0,
      0,
      parts.isInterlaced ? 1 : 0,
    ]),
    ...(parts.chunks ?? []),
    pngChunk('IDAT', deflateSync(pngRows(parts))),
    pngChunk('IEND', []),
  ]);
}

export function pngChunk(type: string, body: ArrayLike<number>): Uint8Array {
  const tagged = Uint8Array.from([...Buffer.from(type), ...Array.from(body)]);
  return joined([Uint8Array.from(u32(body.length)), tagged, Uint8Array.from(u32(crc32(tagged)))]);
}

function pngRows(parts: PngParts): Uint8Array {
  const { width, height, bitDepth, samples } = parts;
  const channels = CHANNELS[parts.colorType] ?? 1;
  const step = Math.max(1, (channels * bitDepth) / 8);
  const rows: number[] = [];
  for (const [x0, y0, dx, dy] of parts.isInterlaced ? ADAM7 : ([[0, 0, 1, 1]] as const)) {
    let above: number[] = [];
    for (let y = y0; y < height && x0 < width; y += dy) {
      let bits = '';
      for (let x = x0; x < width; x += dx) {
        for (let c = 0; c < channels; c++) {
          bits += (samples[(y * width + x) * channels + c] ?? 0).toString(2).padStart(bitDepth, '0');
        }
      }
      const row = (bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
      const filter = parts.filter?.(y) ?? 0;
      rows.push(filter, ...filtered(row, above, filter, step));
      above = row;
    }
  }
  return Uint8Array.from(rows);
}

function filtered(row: number[], above: number[], filter: number, step: number): number[] {
  return row.map((value, i) => {
    const a = row[i - step] ?? 0;
    const b = above[i] ?? 0;
    const c = i >= step ? (above[i - step] ?? 0) : 0;
    const p = a + b - c;
    const nearest = [a, b, c].sort((u, v) => Math.abs(p - u) - Math.abs(p - v))[0] ?? 0;
    return (value - ([0, a, b, (a + b) >> 1, nearest][filter] ?? 0)) & 255;
  });
}

/** A JPEG with an EXIF block that says its orientation, in either byte order. */
export function withExif(jpeg: Uint8Array, orientation: number, order: 'II' | 'MM'): Uint8Array {
  const n16 = (value: number): number[] => (order === 'MM' ? [value >> 8, value & 255] : [value & 255, value >> 8]);
  const n32 = (value: number): number[] => (order === 'MM' ? u32(value) : u32(value).reverse());
  const tiff = [
    ...Buffer.from(order),
    ...n16(42),
    ...n32(8),
    ...n16(1),
    ...n16(0x0112),
    ...n16(3),
    ...n32(1),
    ...n16(orientation),
    0,
    0,
    ...n32(0),
  ];
  const body = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff];
  const length = body.length + 2;
  return joined([jpeg.subarray(0, 2), Uint8Array.of(0xff, 0xe1, length >> 8, length & 255, ...body), jpeg.subarray(2)]);
}

/** Types of the values: 2 letters, 3 of 16 bits, 4 of 32 bits, 5 fractions (two values each), 12 doubles. */
export type TiffField = readonly [tag: number, type: 2 | 3 | 4 | 5 | 12, values: readonly number[]];

export interface TiffParts {
  width: number;
  height: number;
  bits: number;
  channels: number;
  photometric: number;
  /** The single strip's bytes. */
  strip: Uint8Array;
  compression?: number;
  sampleFormat?: number;
  order?: 'II' | 'MM';
  extra?: readonly TiffField[];
}

/** A field of letters, closed by a zero. */
export function tiffText(tag: number, text: string): TiffField {
  return [tag, 2, [...Buffer.from(`${text}\0`)]];
}

/** A TIFF of one strip. */
export function tiffFile(parts: TiffParts): Uint8Array {
  return tiffPages([parts]);
}

/** A TIFF whose pages are of one strip each; the first one's byte order is the file's. */
export function tiffPages(pages: readonly TiffParts[]): Uint8Array {
  const order = pages[0]?.order ?? 'II';
  const { n16, n32 } = numbersIn(order);
  const blocks: Uint8Array[] = [];
  let at = 8;
  const directories: number[] = [];
  for (const [index, page] of pages.entries()) {
    const strip = evenly(page.strip);
    const directoryAt = at + strip.length;
    const following = pages[index + 1];
    const gap = following === undefined ? undefined : evenly(following.strip).length;
    const body = directoryOf(page, order, at, directoryAt, gap);
    directories.push(directoryAt);
    blocks.push(strip, body);
    at = directoryAt + body.length;
  }
  return joined([Uint8Array.from([...Buffer.from(order), ...n16(42), ...n32(directories[0] ?? 0)]), ...blocks]);
}

/** Directory and values. @param gap bytes of the next page's strip, after which its directory follows */
function directoryOf(
  page: TiffParts,
  order: 'II' | 'MM',
  stripAt: number,
  at: number,
  gap: number | undefined,
): Uint8Array {
  const { n16, n32, f64 } = numbersIn(order);
  const fields: TiffField[] = [
    [256, 4, [page.width]],
    [257, 4, [page.height]],
    [258, 3, Array(page.channels).fill(page.bits)],
    [259, 3, [page.compression ?? 1]],
    [262, 3, [page.photometric]],
    [273, 4, [stripAt]],
    [277, 3, [page.channels]],
    [278, 4, [page.height]],
    [279, 4, [page.strip.length]],
    [339, 3, Array(page.channels).fill(page.sampleFormat ?? 1)],
    ...(page.extra ?? []),
  ];
  fields.sort((a, b) => a[0] - b[0]);
  const valuesFrom = at + 2 + 12 * fields.length + 4;
  const entries: number[] = [];
  const values: number[] = [];
  for (const [tag, type, list] of fields) {
    const bytes = list.flatMap((value) =>
      type === 2 ? [value] : type === 3 ? n16(value) : type === 12 ? f64(value) : n32(value),
    );
    entries.push(...n16(tag), ...n16(type), ...n32(type === 5 ? list.length / 2 : list.length));
    if (bytes.length <= 4) entries.push(...bytes, ...Array(4 - bytes.length).fill(0));
    else {
      entries.push(...n32(valuesFrom + values.length));
      values.push(...evenly(Uint8Array.from(bytes)));
    }
  }
  const next = gap === undefined ? 0 : valuesFrom + values.length + gap;
  const body = [...n16(fields.length), ...entries, ...n32(next), ...values];
  return Uint8Array.from(body);
}

function numbersIn(order: 'II' | 'MM') {
  const isLittle = order === 'II';
  return {
    n16: (value: number): number[] => (isLittle ? [value & 255, value >> 8] : [value >> 8, value & 255]),
    n32: (value: number): number[] => (isLittle ? u32(value).reverse() : u32(value)),
    f64: (value: number): number[] => {
      const bytes = [...new Uint8Array(Float64Array.of(value).buffer)];
      return isLittle ? bytes : bytes.reverse();
    },
  };
}

function evenly(bytes: Uint8Array): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : joined([bytes, new Uint8Array(1)]);
}

export interface BmpParts {
  width: number;
  height: number;
  bits: number;
  /** Rows as stored, padded; the lowest first unless isTopDown. */
  pixels: readonly number[];
  compression?: number;
  /** RGB triples. */
  palette?: readonly number[];
  isTopDown?: boolean;
  masks?: readonly [number, number, number];
}

export function bmpFile(parts: BmpParts): Uint8Array {
  const palette = parts.palette ?? [];
  const table: number[] = [];
  for (let i = 0; i < palette.length; i += 3) table.push(palette[i + 2] ?? 0, palette[i + 1] ?? 0, palette[i] ?? 0, 0);
  const masks = (parts.masks ?? []).flatMap(le32);
  const offset = 54 + masks.length + table.length;
  return Uint8Array.from([
    ...Buffer.from('BM'),
    ...le32(offset + parts.pixels.length),
    ...le32(0),
    ...le32(offset),
    ...le32(40),
    ...le32(parts.width),
    ...le32(parts.isTopDown ? -parts.height : parts.height),
    ...[1, 0, parts.bits, 0],
    ...le32(parts.compression ?? 0),
    ...le32(parts.pixels.length),
    ...le32(0),
    ...le32(0),
    ...le32(palette.length / 3),
    ...le32(0),
    ...masks,
    ...table,
    ...parts.pixels,
  ]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function u32(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function le32(value: number): number[] {
  return u32(value).reverse();
}

import { crc32, deflateSync } from 'node:zlib';
import type { LabelMap } from '../../shared/images/pixels';
import { PNG_SIGNATURE } from './png-chunks';

/** An 8-bit palette PNG of a label map. @param palette RGB triples, at least one for each value that occurs */
export function encodeIndexedPng(map: LabelMap, palette: Uint8Array): Uint8Array {
  const colors = palette.length / 3;
  if (!Number.isInteger(colors) || colors < 1 || colors > 256) {
    throw new RangeError(`a palette has 1 to 256 colours of three bytes, not ${palette.length} bytes`);
  }
  const outside = colors < 256 ? map.data.findIndex((value) => value >= colors) : -1;
  if (outside >= 0) throw new RangeError(`the palette has no colour for the value ${map.data[outside]}`);
  return encode(map.width, map.height, 1, 3, map.data, palette);
}

/** An 8- or 16-bit grey PNG, by the type of `data` [height, width]. */
export function encodeGreyPng(width: number, height: number, data: Uint8Array | Uint16Array): Uint8Array {
  return encode(width, height, 1, 0, data);
}

/** An 8-bit RGB PNG of `data` [height, width, 3]. */
export function encodeRgbPng(width: number, height: number, data: Uint8Array): Uint8Array {
  return encode(width, height, 3, 2, data);
}

function encode(
  width: number,
  height: number,
  channels: number,
  colorType: number,
  data: Uint8Array | Uint16Array,
  palette?: Uint8Array,
): Uint8Array {
  if (width < 1 || height < 1 || data.length !== width * height * channels) {
    throw new RangeError(`${data.length} values are not ${width} x ${height} pixels of ${channels}`);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8 * data.BYTES_PER_ELEMENT, colorType], 8);
  const isLabels = palette !== undefined;
  const rows = filteredRows(bigEndian(data), height, isLabels ? 0 : 2);
  const chunks = [
    chunk('IHDR', header),
    ...(isLabels ? [chunk('PLTE', palette)] : []),
    chunk('IDAT', deflateSync(rows, { level: isLabels ? 3 : 4 })),
    chunk('IEND', new Uint8Array(0)),
  ];
  return concatenate([PNG_SIGNATURE, ...chunks]);
}

/** Rows with their filter bytes: 0 none (labels are flat and deflate well as they are), 2 difference to the row above. */
function filteredRows(bytes: Uint8Array, height: number, filter: 0 | 2): Uint8Array {
  const rowBytes = bytes.length / height;
  const rows = new Uint8Array(bytes.length + height);
  for (let y = 0; y < height; y++) {
    const from = y * rowBytes;
    const to = y * (rowBytes + 1);
    rows[to] = filter;
    rows.set(bytes.subarray(from, from + rowBytes), to + 1);
    if (filter === 0 || y === 0) continue;
    for (let i = 0; i < rowBytes; i++) {
      rows[to + 1 + i] = (bytes[from + i] ?? 0) - (bytes[from + i - rowBytes] ?? 0);
    }
  }
  return rows;
}

function bigEndian(data: Uint8Array | Uint16Array): Uint8Array {
  if (data instanceof Uint8Array) return data;
  const bytes = new Uint8Array(2 * data.length);
  for (let i = 0; i < data.length; i++) {
    bytes[2 * i] = (data[i] ?? 0) >> 8;
    bytes[2 * i + 1] = data[i] ?? 0;
  }
  return bytes;
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(body.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(body, 8);
  view.setUint32(body.length + 8, crc32(bytes.subarray(4, body.length + 8)));
  return bytes;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/**
 * A TIFF of one 32-bit floating-point channel: little-endian, uncompressed, black is zero, in strips of whole rows.
 * Formats: TIFF 6.0 (Adobe 1992), baseline greyscale, with SampleFormat 3 (IEEE floating point).
 *
 * @param data [height, width], row-major
 * @returns the file in parts, to be written one after another
 * @throws RangeError where the sizes do not fit, or the file would pass the 4 GiB that a TIFF can address
 */
export function encodeFloatTiff(width: number, height: number, data: Float32Array): Uint8Array[] {
  if (width < 1 || height < 1 || data.length !== width * height) {
    throw new RangeError(`${width} x ${height} pixels do not hold ${data.length} values`);
  }
  const rowBytes = 4 * width;
  const rowsPerStrip = Math.max(1, Math.min(height, Math.floor(STRIP_BYTES / rowBytes)));
  const strips = Math.ceil(height / rowsPerStrip);
  const listsAt = HEADER_BYTES + directoryBytes;
  // One offset or length alone stands in the directory itself.
  const pixelsAt = listsAt + (strips === 1 ? 0 : 8 * strips);
  if (pixelsAt + data.byteLength >= 2 ** 32) throw new RangeError('a TIFF file holds less than 4 GiB');

  const offsets = Array.from({ length: strips }, (_, strip) => pixelsAt + strip * rowsPerStrip * rowBytes);
  const lengths = offsets.map((_, strip) => Math.min(rowsPerStrip, height - strip * rowsPerStrip) * rowBytes);
  const head = new DataView(new ArrayBuffer(pixelsAt));
  head.setUint16(0, 0x4949, true);
  head.setUint16(2, 42, true);
  head.setUint32(4, HEADER_BYTES, true);
  head.setUint16(HEADER_BYTES, TAGS, true);
  const entries: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 1, 32],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 1],
    [273, LONG, strips, strips === 1 ? offsets[0] : listsAt],
    [277, SHORT, 1, 1],
    [278, LONG, 1, rowsPerStrip],
    [279, LONG, strips, strips === 1 ? lengths[0] : listsAt + 4 * strips],
    [339, SHORT, 1, 3],
  ];
  entries.forEach(([tag, type, count, value], at) => {
    const entry = HEADER_BYTES + 2 + ENTRY_BYTES * at;
    head.setUint16(entry, tag, true);
    head.setUint16(entry + 2, type, true);
    head.setUint32(entry + 4, count, true);
    // A short lies at the beginning of its four bytes, which in this byte order is the number itself.
    head.setUint32(entry + 8, value, true);
  });
  if (strips > 1) {
    offsets.forEach((offset, strip) => {
      head.setUint32(listsAt + 4 * strip, offset, true);
      head.setUint32(listsAt + 4 * (strips + strip), lengths[strip], true);
    });
  }
  return [new Uint8Array(head.buffer), new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
}

const HEADER_BYTES = 8;
const TAGS = 10;
const ENTRY_BYTES = 12;
const directoryBytes = 2 + TAGS * ENTRY_BYTES + 4;
/** As TIFF 6.0 advises, a strip is small enough to be read at once. */
const STRIP_BYTES = 65_536;
const SHORT = 3;
const LONG = 4;

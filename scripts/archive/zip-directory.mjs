/**
 * The central directory of a zip archive (PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16), with zip64.
 * @typedef {{
 *   name: string,
 *   method: number,
 *   crc: number,
 *   compressedBytes: number,
 *   bytes: number,
 *   mode: number,
 *   headerOffset: number,
 * }} ZipEntry `mode` as in stat: permissions and file type, 0 where the archive was not made on a Unix
 */

const endOfDirectory = 0x06054b50;
const zip64Locator = 0x07064b50;
const zip64End = 0x06064b50;
const directoryEntry = 0x02014b50;

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<ZipEntry[]>}
 * @throws {Error} where the file is not a whole zip archive
 */
export async function readZipDirectory(file) {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = lastIndexOf(tail, endOfDirectory);
  if (end < 0) throw new Error('not a zip archive, or its end is missing');
  let count = tail.readUInt16LE(end + 10);
  let length = tail.readUInt32LE(end + 12);
  let offset = tail.readUInt32LE(end + 16);
  if (end >= 20 && tail.readUInt32LE(end - 20) === zip64Locator) {
    const record = await readAt(file, Number(tail.readBigUInt64LE(end - 12)), 56);
    if (record.readUInt32LE(0) !== zip64End) throw new Error('the zip archive has a broken zip64 record');
    count = Number(record.readBigUInt64LE(32));
    length = Number(record.readBigUInt64LE(40));
    offset = Number(record.readBigUInt64LE(48));
  }
  if (offset + length > size) throw new Error('the zip archive is cut off');
  return parseEntries(await readAt(file, offset, length), count);
}

/** @param {Buffer} directory @param {number} count @returns {ZipEntry[]} */
function parseEntries(directory, count) {
  /** @type {ZipEntry[]} */
  const entries = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (directory.readUInt32LE(at) !== directoryEntry) throw new Error('the zip archive has a broken directory');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const commentLength = directory.readUInt16LE(at + 32);
    const isUnix = directory[at + 5] === 3;
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [bytes, compressedBytes, headerOffset] = withZip64(extra, [
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    ]);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      compressedBytes,
      bytes,
      mode: isUnix ? directory.readUInt32LE(at + 38) >>> 16 : 0,
      headerOffset,
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/**
 * Numbers that did not fit in 32 bits stand, in this order, in the extra field 0x0001.
 * @param {Buffer} extra
 * @param {number[]} numbers
 */
function withZip64(extra, numbers) {
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      let next = at + 4;
      return numbers.map((number) => {
        if (number !== 0xffffffff) return number;
        next += 8;
        return Number(extra.readBigUInt64LE(next - 8));
      });
    }
    at += 4 + length;
  }
  return numbers;
}

/** @param {Buffer} bytes @param {number} signature @returns {number} */
function lastIndexOf(bytes, signature) {
  for (let at = bytes.length - 22; at >= 0; at--) if (bytes.readUInt32LE(at) === signature) return at;
  return -1;
}

/** @param {import('node:fs/promises').FileHandle} file @param {number} offset @param {number} length */
export async function readAt(file, offset, length) {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, offset);
  if (bytesRead !== length) throw new Error('the zip archive is cut off');
  return bytes;
}

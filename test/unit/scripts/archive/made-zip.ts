import { deflateRawSync, crc32 as zlibCrc32 } from 'node:zlib';

export interface MadeEntry {
  name: string;
  content: Uint8Array | string;
  /** As in stat: type and permissions. */
  mode?: number;
  isStored?: boolean;
  crc?: number;
}

/** Writes a zip archive; with `isZip64` every size and offset stands in the 64-bit fields. */
export function madeZip(entries: readonly MadeEntry[], isZip64 = false): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o100644, isStored = false, crc } of entries) {
    const bytes = Buffer.from(content);
    const packed = isStored ? bytes : deflateRawSync(bytes);
    const nameBytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(isStored ? 0 : 8, 8);
    local.writeUInt16LE(nameBytes.length, 26);
    const extra = isZip64 ? zip64Extra([bytes.length, packed.length, offset]) : Buffer.alloc(0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt8(3, 5);
    entry.writeUInt16LE(isStored ? 0 : 8, 10);
    entry.writeUInt32LE(crc ?? zlibCrc32(bytes), 16);
    entry.writeUInt32LE(isZip64 ? 0xffffffff : packed.length, 20);
    entry.writeUInt32LE(isZip64 ? 0xffffffff : bytes.length, 24);
    entry.writeUInt16LE(nameBytes.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(mode * 65536, 38);
    entry.writeUInt32LE(isZip64 ? 0xffffffff : offset, 42);
    locals.push(local, nameBytes, packed);
    directory.push(entry, nameBytes, extra);
    offset += 30 + nameBytes.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const tail = isZip64 ? zip64Tail(entries.length, central.length, offset) : [];
  return Buffer.concat([...locals, central, ...tail, endRecord(entries.length, central.length, offset, isZip64)]);
}

function zip64Extra(numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * numbers.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * numbers.length, 2);
  numbers.forEach((number, i) => {
    extra.writeBigUInt64LE(BigInt(number), 4 + 8 * i);
  });
  return extra;
}

function zip64Tail(count: number, length: number, offset: number): Buffer[] {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(length), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + length), 8);
  return [record, locator];
}

function endRecord(count: number, length: number, offset: number, isZip64: boolean): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(isZip64 ? 0xffff : count, 10);
  end.writeUInt32LE(isZip64 ? 0xffffffff : length, 12);
  end.writeUInt32LE(isZip64 ? 0xffffffff : offset, 16);
  return end;
}

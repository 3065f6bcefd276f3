import type { FileHandle } from 'node:fs/promises';

/** Random access to the bytes of a file, on disk or in memory. */
export interface ByteSource {
  /** Bytes in all. */
  readonly size: number;
  /** Bytes from an offset on; fewer than asked for where the file ends. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}

/** Reads the file in windows of 64 KiB, so that walking its blocks costs few calls. */
export function fileSource(handle: FileHandle, size: number): ByteSource {
  let windowStart = 0;
  let window: Uint8Array = new Uint8Array(0);
  return {
    size,
    async read(offset, length) {
      const end = Math.max(offset, Math.min(offset + length, size));
      const isHeld = offset >= windowStart && end <= windowStart + window.length;
      if (isHeld) return window.subarray(offset - windowStart, end - windowStart);
      const bytes = await readAt(handle, offset, Math.min(Math.max(length, WINDOW_BYTES), Math.max(0, size - offset)));
      // Only now, together: other reads may have gone on meanwhile.
      windowStart = offset;
      window = bytes;
      return bytes.subarray(0, end - offset);
    },
  };
}

const WINDOW_BYTES = 2 ** 16;

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

import { inflateSync } from 'node:zlib';
import { systemCode } from '../../../shared/problem';
import { BrokenImage } from '../../formats/broken-image';
import { TIFF_COMPRESSION } from '../headers/tiff';

/**
 * A strip's or tile's bytes, uncompressed.
 * @param maxBytes what the block holds at most: more is not unpacked, so that no small file can fill the memory
 */
export function unpackBlock(packed: Uint8Array, compression: number, maxBytes: number): Uint8Array {
  switch (compression) {
    case TIFF_COMPRESSION.none:
      return packed;
    case TIFF_COMPRESSION.lzw:
      return unpackLzw(packed, maxBytes);
    case TIFF_COMPRESSION.packBits:
      return unpackPackBits(packed, maxBytes);
    default:
      return inflateBlock(packed, maxBytes);
  }
}

/** The bits of each byte in the other order. */
export function reverseBits(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => REVERSED[byte] ?? 0);
}

const REVERSED = Uint8Array.from({ length: 256 }, (_, byte) => {
  let reversed = 0;
  for (let bit = 0; bit < 8; bit++) reversed |= ((byte >> bit) & 1) << (7 - bit);
  return reversed;
});

function inflateBlock(packed: Uint8Array, maxBytes: number): Uint8Array {
  try {
    return inflateSync(packed, { maxOutputLength: maxBytes });
  } catch (error) {
    const isCut = systemCode(error) === 'Z_BUF_ERROR';
    throw new BrokenImage(isCut ? 'truncated' : 'damaged', 'has compressed pixels that cannot be unpacked');
  }
}

/** Runs (TIFF 6.0, section 9): n in 0..127 copies n + 1 bytes, 129..255 repeats one 257 - n times. */
function unpackPackBits(packed: Uint8Array, maxBytes: number): Uint8Array {
  const target = new Uint8Array(maxBytes);
  let filled = 0;
  let offset = 0;
  while (filled < maxBytes && offset < packed.length) {
    const n = packed[offset++] ?? 128;
    if (n < 128) {
      const part = packed.subarray(offset, Math.min(offset + n + 1, offset + maxBytes - filled));
      target.set(part, filled);
      filled += part.length;
      offset += n + 1;
    } else if (n > 128) {
      const end = Math.min(filled + 257 - n, maxBytes);
      target.fill(packed[offset++] ?? 0, filled, end);
      filled = end;
    }
  }
  return target.subarray(0, filled);
}

const CLEAR = 256;
const END = 257;
const MAX_CODES = 4096;

/** LZW with codes of 9 to 12 bits, highest bit first, widened one code early (TIFF 6.0, section 13). */
function unpackLzw(packed: Uint8Array, maxBytes: number): Uint8Array {
  const target = new Uint8Array(maxBytes);
  // A string of the table lies in the target already: its start and length are all that is kept.
  const starts = new Uint32Array(MAX_CODES);
  const lengths = new Uint32Array(MAX_CODES);
  let filled = 0;
  let next = END + 1;
  let bits = 9;
  let bitAt = 0;
  let previousStart = -1;
  let previousLength = 0;
  while (filled < maxBytes && bitAt + bits <= 8 * packed.length) {
    const byte = bitAt >> 3;
    const three = ((packed[byte] ?? 0) << 16) | ((packed[byte + 1] ?? 0) << 8) | (packed[byte + 2] ?? 0);
    const code = (three >> (24 - bits - (bitAt & 7))) & ((1 << bits) - 1);
    bitAt += bits;
    if (code === END) break;
    if (code === CLEAR) {
      next = END + 1;
      bits = 9;
      previousStart = -1;
      continue;
    }
    if (code >= CLEAR && (previousStart < 0 || code > next)) throw new BrokenImage('damaged', 'has broken LZW pixels');
    if (previousStart >= 0 && next < MAX_CODES) {
      // The new string is the previous one and the byte behind it, which this code is about to write.
      starts[next] = previousStart;
      lengths[next] = previousLength + 1;
      next++;
      if (next === (1 << bits) - 1 && bits < 12) bits++;
    }
    const start = filled;
    if (code < CLEAR) {
      target[filled++] = code;
    } else {
      const from = starts[code] ?? 0;
      const end = Math.min(filled + (lengths[code] ?? 0), maxBytes);
      for (let i = from; filled < end; i++) target[filled++] = target[i] ?? 0;
    }
    previousStart = start;
    previousLength = filled - start;
  }
  return target.subarray(0, filled);
}

/** Beyond so many bytes runs are no good description of a tile, and zlib's search for repetitions is. */
const MAX_BYTES = 8192;

/** Codes with their extra bits, in the order in which they are written, and how many there are from this bit on. */
const COUNT_AT = 24;
const BITS = 2 ** COUNT_AT - 1;

const literals = Int32Array.from({ length: 256 }, (_, value) => literalCode(value));
/** By length 3..258, the distance of one byte included. */
const repeats = Int32Array.from({ length: 259 }, (_, length) => repeatCode(length));
const output = new Uint8Array(MAX_BYTES + 16);

/**
 * Raw deflate (RFC 1951) of bytes that come in long runs, as painted labels do: one block of fixed Huffman codes, each
 * run a literal and repetitions of the byte before. Any inflate reads it. A third of the time of zlib's own run-length
 * strategy, which looks at every byte.
 * @param data length a multiple of 4
 * @returns null where it would take more than 8 KiB
 */
export function deflateRuns(data: Uint8Array): Uint8Array | null {
  const words = data.byteOffset % 4 === 0 ? new Int32Array(data.buffer, data.byteOffset, data.length / 4) : null;
  let at = 0;
  // The header of a last block with fixed codes: 1, then 01.
  let buffer = 0b011;
  let filled = 3;
  for (let position = 0; position < data.length; ) {
    const value = data[position];
    const end = endOfRun(data, words, position, value);
    let code = literals[value];
    for (let left = end - position - 1; ; ) {
      buffer |= (code & BITS) << filled;
      filled += code >> COUNT_AT;
      for (; filled >= 8; filled -= 8) {
        output[at++] = buffer;
        buffer >>>= 8;
      }
      if (left === 0) break;
      const length = left < 3 ? 1 : Math.min(left, 258);
      code = length === 1 ? literals[value] : repeats[length];
      left -= length;
    }
    if (at > MAX_BYTES) return null;
    position = end;
  }
  // The end of the block: seven bits of 0.
  filled += 7;
  for (; filled > 0; filled -= 8) {
    output[at++] = buffer;
    buffer >>>= 8;
  }
  return output.slice(0, at);
}

/** Where the run of `value` that holds `position` ends; four bytes at a time once it is aligned. */
function endOfRun(data: Uint8Array, words: Int32Array | null, position: number, value: number): number {
  let end = position + 1;
  while (end % 4 !== 0 && data[end] === value) end++;
  if (words !== null && end % 4 === 0) {
    const four = Math.imul(value, 0x01010101);
    let word = end / 4;
    while (word < words.length && words[word] === four) word++;
    end = 4 * word;
  }
  while (end < data.length && data[end] === value) end++;
  return end;
}

/** RFC 1951, 3.2.6: 8 bits from 0x30 for 0..143, 9 bits from 0x190 for 144..255. */
function literalCode(value: number): number {
  return value < 144 ? huffman(0x30 + value, 8) : huffman(0x190 + value - 144, 9);
}

/** RFC 1951, 3.2.5: the symbol of a length, its extra bits, then distance code 0 in 5 bits. */
function repeatCode(length: number): number {
  if (length < 3) return 0;
  if (length === 258) return withExtra(285, 0, 0);
  const offset = length - 3;
  if (offset < 8) return withExtra(257 + offset, 0, 0);
  const extraCount = 29 - Math.clz32(offset);
  const symbol = 257 + 4 * (extraCount + 1) + ((offset >> extraCount) & 3);
  return withExtra(symbol, offset & ((1 << extraCount) - 1), extraCount);
}

function withExtra(symbol: number, extra: number, extraCount: number): number {
  const code = symbol < 280 ? huffman(symbol - 256, 7) : huffman(0xc0 + symbol - 280, 8);
  return code + (extra << (code >> COUNT_AT)) + ((extraCount + 5) << COUNT_AT);
}

/** Huffman codes are written from their highest bit on, everything else from its lowest. */
function huffman(code: number, count: number): number {
  let bits = 0;
  for (let i = 0; i < count; i++) bits |= ((code >> i) & 1) << (count - 1 - i);
  return bits | (count << COUNT_AT);
}

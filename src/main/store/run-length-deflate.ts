/** Beyond so many bytes runs are no good description of a tile, and zlib's search for repetitions is. */
const MAX_BYTES = 8192;

/** A code with its extra bits, in the order in which they are written, and how many there are. */
interface Code {
  bits: number;
  count: number;
}

const literals: Code[] = Array.from({ length: 256 }, (_, value) => literalCode(value));
/** By length 3..258, the distance of one byte included. */
const repeats: Code[] = Array.from({ length: 259 }, (_, length) => repeatCode(length));
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
  let position = 0;
  const put = (code: Code): void => {
    buffer |= code.bits << filled;
    filled += code.count;
    while (filled >= 8) {
      output[at++] = buffer;
      buffer >>>= 8;
      filled -= 8;
    }
  };
  while (position < data.length) {
    const value = data[position];
    const end = endOfRun(data, words, position, value);
    put(literals[value]);
    let left = end - position - 1;
    for (; left >= 258; left -= 258) put(repeats[258]);
    if (left >= 3) put(repeats[left]);
    else for (; left > 0; left--) put(literals[value]);
    if (at > MAX_BYTES) return null;
    position = end;
  }
  put({ bits: 0, count: 7 });
  if (filled > 0) output[at++] = buffer;
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
function literalCode(value: number): Code {
  return value < 144 ? code(0x30 + value, 8) : code(0x190 + value - 144, 9);
}

/** RFC 1951, 3.2.5: the symbol of a length, its extra bits, then distance code 0 in 5 bits. */
function repeatCode(length: number): Code {
  if (length < 3) return { bits: 0, count: 0 };
  if (length === 258) return withExtra(285, 0, 0);
  const offset = length - 3;
  if (offset < 8) return withExtra(257 + offset, 0, 0);
  const extraCount = 29 - Math.clz32(offset);
  const symbol = 257 + 4 * (extraCount + 1) + ((offset >> extraCount) & 3);
  return withExtra(symbol, offset & ((1 << extraCount) - 1), extraCount);
}

function withExtra(symbol: number, extra: number, extraCount: number): Code {
  const { bits, count } = symbol < 280 ? code(symbol - 256, 7) : code(0xc0 + symbol - 280, 8);
  return { bits: bits | (extra << count), count: count + extraCount + 5 };
}

/** Huffman codes are written from their highest bit on, everything else from its lowest. */
function code(value: number, count: number): Code {
  let bits = 0;
  for (let i = 0; i < count; i++) bits |= ((value >> i) & 1) << (count - 1 - i);
  return { bits, count };
}

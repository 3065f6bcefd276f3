/** The longest code of a symbol, and so the bits that are looked up at once. */
const LOOKUP_BITS = 9;
const LOOKUP_MASK = 0x1ff;
const END_OF_BLOCK = 256;
/** Bits of the longest code with what follows it: a length of 8, 5 extra bits, 5 of the distance. */
const MOST_BITS = 18;
/** The repetition of 258 bytes, the byte before: most of what a long run is written in. */
const LONGEST = 0b10100011;
const LONGEST_BITS = 13;
const LONGEST_MASK = 0x1fff;

/** By the next nine bits: 16 times the symbol that they begin with, and how many of them are its code. */
const symbols = makeLookup();
/** By symbol less 257: 16 times the length that it stands for (RFC 1951, 3.2.5), and its extra bits; -1: no length. */
const lengths = makeLengths();

/**
 * Unpacks what `deflateRuns` packs: one block of fixed Huffman codes whose repetitions are all of the byte before. Ten
 * times as fast as zlib, which makes an inflater for each tile.
 * @param into as long as what was packed; what stands in it is of no use where false is returned
 * @returns false for any other deflate, for bytes that are none, and where the length is another
 */
export function inflateRuns(bytes: Uint8Array, into: Uint8Array): boolean {
  into.fill(0);
  return readRuns(bytes, into);
}

/**
 * XORs what `deflateRuns` packed onto `onto`, as long as it: runs of 0, most of what a stroke's delta is, cost nothing.
 * @returns false as `inflateRuns` does; then `onto` is as it was
 */
export function xorRuns(bytes: Uint8Array, onto: Uint8Array): boolean {
  if (readRuns(bytes, onto)) return true;
  // The same runs up to the same fault once more take themselves back.
  readRuns(bytes, onto);
  return false;
}

/** Neither functions that share its state nor powers inside: each took longer than all that is done here. */
function readRuns(bytes: Uint8Array, onto: Uint8Array): boolean {
  const words = onto.byteOffset % 4 === 0 ? new Int32Array(onto.buffer, onto.byteOffset, onto.length >> 2) : null;
  let at = 0;
  let buffer = 0;
  let filled = 0;
  // The run that is being read; it is XORed when the next begins.
  let value = 0;
  let begin = 0;
  let end = 0;
  for (let isHeader = true; ; ) {
    while (filled < MOST_BITS && at < bytes.length) {
      buffer |= bytes[at++] << filled;
      filled += 8;
    }
    if (isHeader) {
      if ((buffer & 7) !== 0b011) return false;
      isHeader = false;
      buffer >>>= 3;
      filled -= 3;
      continue;
    }
    if ((buffer & LONGEST_MASK) === LONGEST && end > 0) {
      end += 258;
      buffer >>>= LONGEST_BITS;
      filled -= LONGEST_BITS;
    } else {
      const found = symbols[buffer & LOOKUP_MASK];
      buffer >>>= found & 15;
      filled -= found & 15;
      const symbol = found >> 4;
      if (symbol < END_OF_BLOCK) {
        if (symbol !== value) {
          xorRun(onto, words, value, begin, end);
          value = symbol;
          begin = end;
        }
        end++;
      } else if (symbol === END_OF_BLOCK) {
        xorRun(onto, words, value, begin, end);
        return filled >= 0 && end === onto.length;
      } else {
        const length = lengths[symbol - 257];
        const extra = length & 15;
        // Distance 0 is one byte, in five bits.
        if (length < 0 || end === 0 || ((buffer >>> extra) & 31) !== 0) return false;
        end += (length >> 4) + (buffer & ((1 << extra) - 1));
        buffer >>>= extra + 5;
        filled -= extra + 5;
      }
    }
    if (filled < 0 || end > onto.length) return false;
  }
}

function xorRun(onto: Uint8Array, words: Int32Array | null, value: number, begin: number, end: number): void {
  if (value === 0) return;
  let at = begin;
  if (words !== null) {
    while ((at & 3) !== 0 && at < end) onto[at++] ^= value;
    const four = Math.imul(value, 0x01010101);
    let word = at >> 2;
    for (const last = end >> 2; word < last; word++) words[word] ^= four;
    at = Math.max(at, word << 2);
  }
  while (at < end) onto[at++] ^= value;
}

/** RFC 1951, 3.2.6. */
function makeLookup(): Uint16Array {
  const lookup = new Uint16Array(2 ** LOOKUP_BITS);
  const put = (from: number, to: number, firstCode: number, count: number): void => {
    for (let symbol = from; symbol <= to; symbol++) {
      const code = reversed(firstCode + symbol - from, count);
      for (let rest = 0; rest < 2 ** (LOOKUP_BITS - count); rest++)
        lookup[code | (rest << count)] = 16 * symbol + count;
    }
  };
  put(0, 143, 0x30, 8);
  put(144, 255, 0x190, 9);
  put(256, 279, 0, 7);
  put(280, 287, 0xc0, 8);
  return lookup;
}

function makeLengths(): Int16Array {
  // Codes have two symbols beyond 285, which stand for no length.
  const lengths = new Int16Array(31).fill(-1);
  let length = 3;
  for (let i = 0; i < 28; i++) {
    const extra = Math.max(0, (i >> 2) - 1);
    lengths[i] = 16 * length + extra;
    length += 1 << extra;
  }
  // 258 has a symbol of its own.
  lengths[28] = 16 * 258;
  return lengths;
}

function reversed(code: number, count: number): number {
  let bits = 0;
  for (let i = 0; i < count; i++) bits |= ((code >> i) & 1) << (count - 1 - i);
  return bits;
}

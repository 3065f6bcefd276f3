/** The longest code of a symbol, and so the bits that are looked up at once. */
const LOOKUP_BITS = 9;
const END_OF_BLOCK = 256;

/** By the next nine bits: 16 times the symbol that they begin with, and how many of them are its code. */
const symbols = makeLookup();
/** By symbol less 257: the length that it stands for (RFC 1951, 3.2.5), to which its extra bits are added. */
const { lengths, extraBits } = makeLengths();

/**
 * Unpacks what `deflateRuns` packs: one block of fixed Huffman codes whose repetitions are all of the byte before. Ten
 * times as fast as zlib, which makes an inflater for each tile.
 * @param into as long as what was packed; what stands in it is of no use where false is returned
 * @returns false for any other deflate, for bytes that are none, and where the length is another
 */
export function inflateRuns(bytes: Uint8Array, into: Uint8Array): boolean {
  let at = 0;
  let buffer = 0;
  let filled = 0;
  // The run that is being read; it is written when the next begins.
  let value = 0;
  let begin = 0;
  let end = 0;
  const fill = (): void => {
    while (filled <= 24 && at < bytes.length) {
      buffer |= bytes[at++] << filled;
      filled += 8;
    }
  };
  const drop = (count: number): void => {
    buffer >>>= count;
    filled -= count;
  };
  fill();
  if ((buffer & 7) !== 0b011) return false;
  drop(3);
  for (;;) {
    fill();
    const found = symbols[buffer & (2 ** LOOKUP_BITS - 1)];
    drop(found & 15);
    const symbol = found >> 4;
    if (symbol < END_OF_BLOCK) {
      if (symbol !== value) {
        into.fill(value, begin, end);
        value = symbol;
        begin = end;
      }
      end++;
    } else if (symbol === END_OF_BLOCK) {
      into.fill(value, begin, end);
      return filled >= 0 && end === into.length;
    } else {
      const extra = extraBits[symbol - 257];
      // Beyond 285 there is no length; distance 0 is one byte, in five bits.
      if (extra === undefined || end === 0 || ((buffer >>> extra) & 31) !== 0) return false;
      end += lengths[symbol - 257] + (buffer & ((1 << extra) - 1));
      drop(extra + 5);
    }
    if (filled < 0 || end > into.length) return false;
  }
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

function makeLengths(): { lengths: number[]; extraBits: number[] } {
  const extraBits = Array.from({ length: 28 }, (_, i) => Math.max(0, (i >> 2) - 1));
  const lengths: number[] = [];
  let length = 3;
  for (const extra of extraBits) {
    lengths.push(length);
    length += 1 << extra;
  }
  // 258 has a symbol of its own.
  return { lengths: [...lengths, 258], extraBits: [...extraBits, 0] };
}

function reversed(code: number, count: number): number {
  let bits = 0;
  for (let i = 0; i < count; i++) bits |= ((code >> i) & 1) << (count - 1 - i);
  return bits;
}

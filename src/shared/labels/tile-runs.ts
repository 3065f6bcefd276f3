import { TILE_BYTES } from './tile-map';

/** A run's length is written in groups of 7 bits, the lowest first; the high bit says that another follows. */
const MORE = 0x80;
const BITS = 0x7f;

/** Beyond this the runs take longer to write and read than the tile does to copy. */
const MOST_BYTES = TILE_BYTES / 4;

const scratch = new Uint8Array(MOST_BYTES);

/**
 * A tile as its runs of equal labels, row after row: label, length, label, length. For messages: copying a tile from one
 * process to another costs many times what this does, and labels mostly come in long runs.
 * @returns a quarter of the tile's bytes at most; the tile itself where that is not enough
 */
export function runsOfTile(tile: Uint8Array): Uint8Array {
  const words = new Uint32Array(
    tile.byteOffset % 4 === 0 ? tile.buffer : tile.slice().buffer,
    tile.byteOffset % 4 === 0 ? tile.byteOffset : 0,
    TILE_BYTES / 4,
  );
  let used = 0;
  for (let start = 0; start < TILE_BYTES; ) {
    const label = tile[start];
    const end = runEnd(tile, words, start);
    // A label and three bytes at most of its length.
    if (used + 4 > MOST_BYTES) return tile;
    scratch[used++] = label;
    let length = end - start;
    for (; length > BITS; length >>>= 7) scratch[used++] = (length & BITS) | MORE;
    scratch[used++] = length;
    start = end;
  }
  return scratch.slice(0, used);
}

/** The tile that {@link runsOfTile} wrote. @throws RangeError where the bytes are no tile's runs */
export function tileOfRuns(runs: Uint8Array): Uint8Array {
  if (runs.length === TILE_BYTES) return runs;
  const tile = new Uint8Array(TILE_BYTES);
  let end = 0;
  for (let at = 0; at < runs.length; ) {
    const label = runs[at++];
    const start = end;
    let byte: number;
    let shift = 0;
    do {
      byte = at < runs.length ? runs[at++] : MORE;
      end += (byte & BITS) << shift;
      shift += 7;
    } while (byte >= MORE && shift < 21);
    if (byte >= MORE || end > TILE_BYTES) throw notRuns();
    if (label === 0) continue;
    // A call of `fill` costs as much as a few bytes.
    if (end - start > 8) tile.fill(label, start, end);
    else for (let i = start; i < end; i++) tile[i] = label;
  }
  if (end !== TILE_BYTES) throw notRuns();
  return tile;
}

function notRuns(): RangeError {
  return new RangeError('these bytes are no runs of a tile');
}

/** The first byte from `start` on that differs from it; four are compared at a time. */
function runEnd(tile: Uint8Array, words: Uint32Array, start: number): number {
  const label = tile[start];
  let end = start + 1;
  while ((end & 3) !== 0 && tile[end] === label) end++;
  if ((end & 3) !== 0) return end;
  const four = Math.imul(label, 0x01010101) >>> 0;
  let word = end >> 2;
  while (word < words.length && words[word] === four) word++;
  end = word << 2;
  while (end < TILE_BYTES && tile[end] === label) end++;
  return end;
}

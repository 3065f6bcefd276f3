import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { TILE_BYTES } from '../../shared/labels/tile-map';
import { Problem } from '../../shared/problem';
import { deflateRuns } from './run-length-deflate';
import { inflateRuns } from './run-length-inflate';

const WORDS = TILE_BYTES / 4;

export interface PackedTile {
  /** Raw deflate (RFC 1951) of 65,536 bytes. */
  bytes: Uint8Array;
  /** CRC-32 of the 65,536 bytes. */
  checksum: number;
}

export const EMPTY_TILE: Uint8Array = new Uint8Array(TILE_BYTES);
export const EMPTY_CHECKSUM = crc32(EMPTY_TILE);
const EMPTY_BYTES = Buffer.from(packTile(EMPTY_TILE).bytes);

/** By runs, as labels mostly come, and what has none by zlib. Equal tiles give equal bytes. */
export function packTile(data: Uint8Array): PackedTile {
  return { bytes: deflateRuns(data) ?? deflateRawSync(data, { level: 1 }), checksum: crc32(data) };
}

/** Whether it is a tile of zeros; deflate writes equal tiles in equal bytes. */
export function isEmptyPack({ bytes, checksum }: PackedTile): boolean {
  return checksum === EMPTY_CHECKSUM && EMPTY_BYTES.equals(bytes);
}

/**
 * @param into 65,536 bytes to write to; new ones where left out
 * @throws Problem labels-damaged where the bytes are not what was stored
 */
export function unpackTile({ bytes, checksum }: PackedTile, imageName: string, into?: Uint8Array): Uint8Array {
  const data = into ?? new Uint8Array(TILE_BYTES);
  let length = 0;
  try {
    if (inflateRuns(bytes, data)) length = TILE_BYTES;
    else {
      // One output chunk of the whole size: three times as fast as zlib's default of 16 KiB.
      const inflated = inflateRawSync(bytes, { chunkSize: TILE_BYTES, maxOutputLength: TILE_BYTES });
      length = inflated.length;
      data.set(inflated);
    }
    if (length === TILE_BYTES && crc32(data) === checksum) return data;
  } catch {
    // Falls through to the one sentence for every kind of damage.
  }
  throw new Problem(
    'labels-damaged',
    `Part of the label map of ${imageName} is damaged in the project's database.`,
    'Take the newest file of the folder "backups" in its place.',
  );
}

/**
 * Writes before XOR after to `delta` (65,536 bytes), adds the pixels that each class gained or lost to `gains` (256
 * entries by class id), and returns how many pixels differ.
 */
export function tileDelta(before: Uint8Array, after: Uint8Array, delta: Uint8Array, gains: Int32Array): number {
  const from = words(before);
  const to = words(after);
  const change = words(delta);
  let changedPixels = 0;
  // Neighbours mostly change alike, so that pixels are counted once a run of equal words.
  let runFrom = 0;
  let runTo = 0;
  let run = 0;
  for (let i = 0; i < WORDS; i++) {
    const a = from[i];
    const b = to[i];
    change[i] = a ^ b;
    if (a === runFrom && b === runTo) {
      run++;
      continue;
    }
    changedPixels += countRun(runFrom, runTo, run, gains);
    runFrom = a;
    runTo = b;
    run = 1;
  }
  return changedPixels + countRun(runFrom, runTo, run, gains);
}

/**
 * Counts `run` words of four pixels each that went from one value to another; returns how many pixels changed. Without
 * branches, since what a border of a stroke changes cannot be predicted: twice as fast.
 */
function countRun(from: number, to: number, run: number, gains: Int32Array): number {
  const change = from ^ to;
  if (change === 0) return 0;
  gains[from & 255] -= run;
  gains[(from >>> 8) & 255] -= run;
  gains[(from >>> 16) & 255] -= run;
  gains[from >>> 24] -= run;
  gains[to & 255] += run;
  gains[(to >>> 8) & 255] += run;
  gains[(to >>> 16) & 255] += run;
  gains[to >>> 24] += run;
  // A 1 in each byte that is not 0, added up by a multiplication.
  const ones = ((((change & 0x7f7f7f7f) + 0x7f7f7f7f) | change) & 0x80808080) >>> 7;
  return run * (Math.imul(ones, 0x01010101) >>> 24);
}

/** before XOR delta = after, and after XOR delta = before; in place. Both have a buffer of their own. */
export function turn(tile: Uint8Array, delta: Uint8Array): void {
  // Eight pixels at once: the compiler makes no numbers of these.
  const state = new BigUint64Array(tile.buffer, tile.byteOffset, TILE_BYTES / 8);
  const change = new BigUint64Array(delta.buffer, delta.byteOffset, TILE_BYTES / 8);
  for (let i = 0; i < state.length; i++) state[i] ^= change[i];
}

function words(tile: Uint8Array): Int32Array {
  const aligned = tile.byteOffset % 4 === 0 ? tile : tile.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, WORDS);
}

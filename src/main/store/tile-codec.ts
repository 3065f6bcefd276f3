import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { TILE_BYTES } from '../../shared/labels/tile-map';
import { Problem } from '../../shared/problem';
import { deflateRuns } from './run-length-deflate';
import { inflateRuns, xorRuns } from './run-length-inflate';

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

/**
 * By runs, as labels mostly come, and what has none by zlib. Equal tiles give equal bytes.
 * @param checksum of the data, where it is known
 */
export function packTile(data: Uint8Array, checksum = crc32(data)): PackedTile {
  return { bytes: deflateRuns(data) ?? deflateRawSync(data, { level: 1 }), checksum };
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
  if (!inflateRuns(bytes, data)) {
    const inflated = inflatedTile(bytes);
    if (inflated === null) throw tileDamaged(imageName);
    data.set(inflated);
  }
  if (crc32(data) !== checksum) throw tileDamaged(imageName);
  return data;
}

/**
 * Composes packed tiles by XOR: a tile's labels with deltas of it (before XOR after = delta). Its checksum is that of all
 * of them together, as CRC-32 of bytes of one length is affine: looked at once instead of at each.
 */
export class TileSum {
  readonly data = new Uint8Array(TILE_BYTES);
  #checksum = EMPTY_CHECKSUM;

  clear(): void {
    this.data.fill(0);
    this.#checksum = EMPTY_CHECKSUM;
  }

  /** @throws Problem labels-damaged where the bytes are no packed tile */
  add({ bytes, checksum }: PackedTile, imageName: string): void {
    this.#checksum ^= checksum ^ EMPTY_CHECKSUM;
    if (xorRuns(bytes, this.data)) return;
    const inflated = inflatedTile(bytes);
    if (inflated === null) throw tileDamaged(imageName);
    turn(this.data, inflated);
  }

  /** CRC-32 of the data. @throws Problem labels-damaged where a part of it is not what was stored */
  checked(imageName: string): number {
    const checksum = this.#checksum >>> 0;
    if (crc32(this.data) !== checksum) throw tileDamaged(imageName);
    return checksum;
  }
}

/**
 * Writes before XOR after to `delta` (65,536 bytes; null: nowhere), adds the pixels that each class gained or lost to
 * `gains` (256 entries by class id), and returns how many pixels differ.
 */
export function tileDelta(before: Uint8Array, after: Uint8Array, delta: Uint8Array | null, gains: Int32Array): number {
  const from = words(before);
  const to = words(after);
  const change = delta === null ? null : words(delta);
  let changedPixels = 0;
  // Neighbours mostly change alike, so that pixels are counted once a run of equal words.
  for (let begin = 0; begin < WORDS; ) {
    const a = from[begin];
    const b = to[begin];
    let end = begin + 1;
    while (end < WORDS && from[end] === a && to[end] === b) end++;
    if (change !== null) for (let i = begin; i < end; i++) change[i] = a ^ b;
    if (a !== b) changedPixels += countRun(a, b, end - begin, gains);
    begin = end;
  }
  return changedPixels;
}

/**
 * Counts `run` words of four pixels each that went from one value to another; returns how many pixels changed. Without
 * branches, since what a border of a stroke changes cannot be predicted: twice as fast.
 */
function countRun(from: number, to: number, run: number, gains: Int32Array): number {
  const change = from ^ to;
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

/** before XOR delta = after, and after XOR delta = before; in place. The tile has a buffer of its own. */
export function turn(tile: Uint8Array, delta: Uint8Array): void {
  const state = new Int32Array(tile.buffer, tile.byteOffset, WORDS);
  const change = words(delta);
  for (let i = 0; i < WORDS; i++) {
    // Most of a delta is 0: not to write it is a third faster.
    const bits = change[i];
    if (bits !== 0) state[i] ^= bits;
  }
}

/** What zlib unpacks, a buffer of its own; null where that is no tile. */
function inflatedTile(bytes: Uint8Array): Uint8Array | null {
  try {
    // One output chunk of the whole size: three times as fast as zlib's default of 16 KiB.
    const inflated = inflateRawSync(bytes, { chunkSize: TILE_BYTES, maxOutputLength: TILE_BYTES });
    return inflated.length === TILE_BYTES ? inflated : null;
  } catch {
    return null;
  }
}

function tileDamaged(imageName: string): Problem {
  return new Problem(
    'labels-damaged',
    `Part of the label map of ${imageName} is damaged in the project's database.`,
    'Take the newest file of the folder "backups" in its place.',
  );
}

function words(tile: Uint8Array): Int32Array {
  const aligned = tile.byteOffset % 4 === 0 ? tile : tile.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, WORDS);
}

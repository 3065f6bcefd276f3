import { hammingDistance, hashText, type PerceptualHash } from './perceptual-hash';

const PARTS = 4;
const PART_BITS = 16;
/** Parts that differ by three bits at most: 697 places to look. */
const MAX_DISTANCE = 15;

/**
 * Groups of pictures whose hashes differ in few bits, from one to the next (single linkage).
 *
 * Of two hashes at most d bits apart, one of four parts of 16 bits differs by at most d / 4 bits; so each hash is looked
 * up by its parts and by all parts that near. Source: Norouzi, Punjani, Fleet, "Fast exact search in Hamming space with
 * multi-index hashing", IEEE TPAMI 2014.
 * @param maxDistance bits, 0..15 @returns for each hash its group's number; groups are numbered by their first member
 */
export function nearDuplicates(hashes: readonly PerceptualHash[], maxDistance: number): Uint32Array {
  if (!(maxDistance >= 0 && maxDistance <= MAX_DISTANCE)) throw new RangeError(`a distance of ${maxDistance} bits`);
  const parents = Uint32Array.from({ length: hashes.length }, (_, index) => index);
  const distinct = joinEqual(hashes, parents);
  const masks = nearMasks(Math.floor(maxDistance / PARTS));
  for (let part = 0; part < PARTS; part++) {
    const { starts, members } = bucketsOf(hashes, distinct, part);
    for (const index of distinct) {
      const hash = hashes[index];
      if (hash === undefined) continue;
      const own = partOf(hash, part);
      for (const mask of masks) {
        const bucket = own ^ mask;
        for (let at = starts[bucket] ?? 0; at < (starts[bucket + 1] ?? 0); at++) {
          const other = members[at] ?? 0;
          const otherHash = hashes[other];
          if (other <= index || otherHash === undefined) continue;
          if (hammingDistance(hash, otherHash) <= maxDistance) join(parents, index, other);
        }
      }
    }
  }
  return parents.map((_, index) => rootOf(parents, index));
}

/** Joins hashes that are the same. @returns the first of each */
function joinEqual(hashes: readonly PerceptualHash[], parents: Uint32Array): number[] {
  const firsts = new Map<string, number>();
  const distinct: number[] = [];
  for (const [index, hash] of hashes.entries()) {
    const text = hashText(hash);
    const first = firsts.get(text);
    if (first !== undefined) join(parents, first, index);
    else {
      distinct.push(index);
      firsts.set(text, index);
    }
  }
  return distinct;
}

/** Hashes by the value of one of their parts: bucket b holds members starts[b] to starts[b + 1]. */
function bucketsOf(
  hashes: readonly PerceptualHash[],
  distinct: readonly number[],
  part: number,
): { starts: Uint32Array; members: Uint32Array } {
  const starts = new Uint32Array(2 ** PART_BITS + 1);
  const parts = distinct.map((index) => partOf(hashes[index] ?? { high: 0, low: 0 }, part));
  for (const bucket of parts) starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
  for (let bucket = 0; bucket < 2 ** PART_BITS; bucket++) {
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + (starts[bucket] ?? 0);
  }
  const filled = starts.slice();
  const members = new Uint32Array(distinct.length);
  for (const [position, bucket] of parts.entries()) {
    const at = filled[bucket] ?? 0;
    members[at] = distinct[position] ?? 0;
    filled[bucket] = at + 1;
  }
  return { starts, members };
}

function partOf({ high, low }: PerceptualHash, part: number): number {
  const half = part < 2 ? high : low;
  return part % 2 === 0 ? half >>> PART_BITS : half & 0xffff;
}

/** All 16-bit values with at most so many bits set. */
function nearMasks(bits: number): number[] {
  let masks = [0];
  let last = [0];
  for (let count = 1; count <= bits; count++) {
    last = last.flatMap((mask) => {
      const highest = mask === 0 ? 0 : 32 - Math.clz32(mask);
      return Array.from({ length: PART_BITS - highest }, (_, i) => mask | (1 << (highest + i)));
    });
    masks = masks.concat(last);
  }
  return masks;
}

function rootOf(parents: Uint32Array, index: number): number {
  let root = index;
  while ((parents[root] ?? root) !== root) {
    parents[root] = parents[parents[root] ?? root] ?? root;
    root = parents[root] ?? root;
  }
  return root;
}

/** The smaller number becomes the group's, so that a group is numbered by its first member. */
function join(parents: Uint32Array, a: number, b: number): void {
  const [rootA, rootB] = [rootOf(parents, a), rootOf(parents, b)];
  if (rootA < rootB) parents[rootB] = rootA;
  else parents[rootA] = rootB;
}

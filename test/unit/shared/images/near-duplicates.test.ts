import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearDuplicates } from '../../../../src/shared/images/near-duplicates';
import { hammingDistance, type PerceptualHash } from '../../../../src/shared/images/perceptual-hash';

const runs = { seed: 3, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 1000 : 60 };
/** Hashes near a few centres, so that chains of near ones are common. */
const hash = fc
  .tuple(fc.constantFrom<number>(0, 0xffff0000, 0x0f0f0f0f), fc.array(fc.nat(63), { maxLength: 12 }))
  .map(([centre, flips]): PerceptualHash => {
    const halves: number[] = [centre, centre];
    for (const bit of flips) halves[bit >> 5] = ((halves[bit >> 5] ?? 0) ^ (1 << (bit & 31))) >>> 0;
    return { high: halves[0] ?? 0, low: halves[1] ?? 0 };
  });

describe('nearDuplicates', () => {
  it('finds the groups that comparing all pairs finds', () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 60 }), fc.nat(15), (hashes, distance) => {
        expect(Array.from(nearDuplicates(hashes, distance))).toEqual(byAllPairs(hashes, distance));
      }),
      runs,
    );
  });

  it('joins only what is the same at a distance of 0', () => {
    const hashes = [
      { high: 1, low: 2 },
      { high: 1, low: 3 },
      { high: 1, low: 2 },
    ];
    expect(Array.from(nearDuplicates(hashes, 0))).toEqual([0, 1, 0]);
  });

  it('refuses a distance at which half of all pictures would be alike', () => {
    expect(() => nearDuplicates([], 16)).toThrow(RangeError);
    expect(() => nearDuplicates([], -1)).toThrow(RangeError);
  });

  it('groups 100,000 pictures in less than four seconds of computing', () => {
    let state = 1;
    const word = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return ((state >>> 16) | (Math.imul(state, 22695477) & 0xffff0000)) >>> 0;
    };
    const hashes = Array.from({ length: 100_000 }, () => ({ high: word(), low: word() }));
    // Each tenth is the one before it with a bit changed.
    for (let i = 10; i < hashes.length; i += 10) {
      const before = hashes[i - 1];
      if (before) hashes[i] = { high: before.high, low: (before.low ^ (1 << (i % 32))) >>> 0 };
    }
    // Not the clock's time: other programs take from that.
    const start = process.cpuUsage();
    const groups = nearDuplicates(hashes, 6);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(4);
    for (let i = 10; i < hashes.length; i += 10) expect(groups[i]).toBe(groups[i - 1]);
  });
});

function byAllPairs(hashes: readonly PerceptualHash[], distance: number): number[] {
  const groups = hashes.map((_, index) => index);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [i, a] of hashes.entries()) {
      for (const [j, b] of hashes.entries()) {
        const [own = 0, other = 0] = [groups[i], groups[j]];
        if (other <= own || hammingDistance(a, b) > distance) continue;
        groups[j] = own;
        changed = true;
      }
    }
  }
  return groups;
}

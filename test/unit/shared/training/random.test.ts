import { describe, expect, it } from 'vitest';
import { hashNumbers, hashText, randomStream } from '../../../../src/shared/training/random';

const draws = (...key: number[]): number[] => {
  const random = randomStream(...key);
  return Array.from({ length: 5 }, () => random.uniform());
};

describe('a random stream', () => {
  it('is the same for the same key, whatever was drawn elsewhere', () => {
    const before = draws(1, 2, 3, 4);
    draws(9, 9, 9, 9);
    expect(draws(1, 2, 3, 4)).toEqual(before);
  });

  it('differs where any part of the key differs, high words and order included', () => {
    const keys = [
      [1, 2, 3, 4],
      [0, 2, 3, 4],
      [1, 3, 2, 4],
      [1, 2, 3],
      [1, 2, 3, 4, 0],
      [1 + 2 ** 32, 2, 3, 4],
    ];
    expect(new Set(keys.map((key) => draws(...key).join())).size).toBe(keys.length);
  });

  it('is even: 20,000 first draws of neighbouring keys over 20 bins', () => {
    const bins = new Array<number>(20).fill(0);
    for (let step = 0; step < 20_000; step++) bins[Math.floor(randomStream(5, step, 0, 1).uniform() * 20)]++;
    const chiSquare = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 99.9 % of even draws stay below 43.8 (19 degrees of freedom).
    expect(chiSquare).toBeLessThan(43.8);
  });

  it('has no correlation between the draws of neighbouring samples', () => {
    let sum = 0;
    for (let step = 0; step < 10_000; step++) {
      sum += (randomStream(5, step, 0, 1).uniform() - 0.5) * (randomStream(5, step, 1, 1).uniform() - 0.5);
    }
    // Standard deviation of the mean of products: (1/12) / sqrt(10,000).
    expect(Math.abs(sum / 10_000)).toBeLessThan(4 / 12 / 100);
  });

  it('stays in its ranges', () => {
    const random = randomStream(3);
    for (let i = 0; i < 1000; i++) {
      expect(random.integer(7)).toBeOneOf([0, 1, 2, 3, 4, 5, 6]);
      const value = random.between(-2, 3);
      expect(value >= -2 && value < 3).toBe(true);
    }
  });
});

describe('hashes', () => {
  it('equal MurmurHash3 on 32-bit words', () => {
    // Reference values of MurmurHash3_x86_32 over little-endian words: two words a number, low then high.
    expect(hashNumbers([])).toBe(0);
    expect(hashNumbers([0])).toBe(0x63852afc);
    expect(hashNumbers([1, 2 * 2 ** 32 + 0xdeadbeef], 7)).toBe(0x6f8ea73f);
  });

  it('differ for texts that differ', () => {
    const texts = ['', 'a', 'b', 'ab', 'ba', 'aa'];
    expect(new Set(texts.map((text) => hashText(text))).size).toBe(texts.length);
    expect(hashText('a', 1)).not.toBe(hashText('a', 2));
  });
});

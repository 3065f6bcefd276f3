import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Random numbers that depend on nothing but what the stream was made from. */
export interface RandomStream {
  /** 32 random bits, as an integer 0 .. 2^32-1. */
  bits(): number;
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Uniform among 0 .. count-1; count below 2^53. */
  integer(count: number): number;
}

/**
 * A stream of random numbers as a pure function of its key, e.g. (seed, step, sample, purpose). The key is hashed to the
 * 128 bits of state of xoroshiro128+ (Blackman and Vigna 2018), so that neighbouring keys give unrelated streams.
 * @param key integers; anything beyond 32 bits counts as well
 */
export function randomStream(...key: readonly number[]): RandomStream {
  const state: number[] = salts.map((salt) => hashNumbers(key, salt) | 0);
  // The generator stands still at 0.
  if (!state.some((word) => word !== 0)) state[0] = 1;
  const generator = xoroshiro128plusFromState(state);
  const bits = (): number => generator.next() >>> 0;
  // 53 bits of two draws, as doubles hold them.
  const uniform = (): number => ((bits() >>> 5) * 67_108_864 + (bits() >>> 6)) / 9_007_199_254_740_992;
  return {
    bits,
    uniform,
    between: (low, high) => low + uniform() * (high - low),
    integer: (count) => Math.floor(uniform() * count),
  };
}

/** First digits of the golden ratio, pi, e and the root of 2: four independent hashes of one key. */
const salts = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667];

/** 32-bit hash of integers: the rounds of MurmurHash3 (Appleby 2011) over their low and high words. */
export function hashNumbers(values: readonly number[], salt = 0): number {
  let hash = salt | 0;
  for (const value of values) {
    hash = round(hash, value | 0);
    hash = round(hash, Math.floor(value / 4_294_967_296) | 0);
  }
  return finish(hash ^ (values.length * 8));
}

/** 32-bit hash of a text. */
export function hashText(text: string, salt = 0): number {
  let hash = salt | 0;
  for (let i = 0; i < text.length; i++) hash = round(hash, text.charCodeAt(i));
  return finish(hash ^ (text.length * 4));
}

function round(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  const mixed = hash ^ Math.imul(k, 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Uniform numbers in [0,1) from a seed. */
export function uniformSource(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) / 2 ** 32;
}

/** `count` numbers in [low, high) from a seed. */
export function uniformValues(count: number, seed: number, low = 0, high = 1): Float32Array {
  const next = uniformSource(seed);
  return Float32Array.from({ length: count }, () => low + (high - low) * next());
}

/**
 * `count` numbers that differ by at least `gap` from each other and lie at least `gap / 2` from 0 and from 6: away from
 * every kink of ReLU, ReLU6, maxima and pooling.
 */
export function separatedValues(count: number, seed: number, gap = 0.05): Float32Array {
  const next = uniformSource(seed);
  const values = Float32Array.from({ length: count }, (_, i) => (i - Math.floor(count / 2) + 0.5) * gap);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    const [a = 0, b = 0] = [values[i], values[j]];
    values[i] = b;
    values[j] = a;
  }
  return values;
}

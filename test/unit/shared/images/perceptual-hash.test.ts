import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hammingDistance, hashText, parseHash, perceptualHash } from '../../../../src/shared/images/perceptual-hash';

const runs = { seed: 12, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 60 };
/** Of a size that the fields divide, and of whole numbers, so that all sums are exact. */
const [width, height] = [18, 16];
const picture = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: width * height, maxLength: width * height })
  .map((values) => Float32Array.from(values));
const hash = fc.record({ high: fc.nat(0xffffffff), low: fc.nat(0xffffffff) });

function ramp(width: number, height: number, value: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => value((i % width) + 0.5, Math.floor(i / width) + 0.5));
}

describe('perceptualHash', () => {
  it('sets a bit for each field that is brighter than its right neighbour', () => {
    expect(
      hashText(
        perceptualHash(
          ramp(90, 80, (x) => -x),
          90,
          80,
          1,
        ),
      ),
    ).toBe('ffffffffffffffff');
    expect(
      hashText(
        perceptualHash(
          ramp(90, 80, (x) => x),
          90,
          80,
          1,
        ),
      ),
    ).toBe('0000000000000000');
    const brightTopLeft = ramp(9, 8, (x, y) => (x < 1 && y < 1 ? 9 : 0));
    expect(hashText(perceptualHash(brightTopLeft, 9, 8, 1))).toBe('8000000000000000');
    const brightBottomRight = ramp(9, 8, (x, y) => (x > 7 && x < 8 && y > 7 ? 9 : 0));
    expect(hashText(perceptualHash(brightBottomRight, 9, 8, 1))).toBe('0000000000000001');
  });

  it('is the same for a picture enlarged by whole numbers', () => {
    const scene = (scale: number): Float32Array =>
      ramp(36 * scale, 32 * scale, (x, y) => {
        const [u, v] = [Math.floor(x / scale), Math.floor(y / scale)];
        return ((u * 37 + v * 91) % 101) + 3 * u;
      });
    const small = perceptualHash(scene(1), 36, 32, 1);
    for (const scale of [2, 3]) expect(perceptualHash(scene(scale), 36 * scale, 32 * scale, 1)).toEqual(small);
  });

  it('is unchanged by contrast, by brightness and by grey written as colour', () => {
    fc.assert(
      fc.property(picture, (data) => {
        const plain = perceptualHash(data, width, height, 1);
        const brighter = data.map((value) => 4 * value + 256);
        const colour = Float32Array.from({ length: 3 * data.length }, (_, i) => data[Math.floor(i / 3)] ?? 0);
        expect(perceptualHash(brighter, width, height, 1)).toEqual(plain);
        expect(perceptualHash(colour, width, height, 3)).toEqual(plain);
      }),
      runs,
    );
  });

  it('differs much between pictures that have nothing in common', () => {
    const noise = (seed: number): Float32Array =>
      ramp(72, 64, (x, y) => Math.abs(Math.sin(x * 12.9898 * seed + y * 78.233) * 43758.5453) % 1);
    const distance = hammingDistance(perceptualHash(noise(1), 72, 64, 1), perceptualHash(noise(2), 72, 64, 1));
    expect(distance).toBeGreaterThan(15);
  });
});

describe('a hash', () => {
  it('comes back from its text', () => {
    fc.assert(
      fc.property(hash, (one) => {
        expect(parseHash(hashText(one))).toEqual(one);
        expect(hashText(one)).toHaveLength(16);
      }),
      runs,
    );
    expect(() => parseHash('xyz')).toThrow(RangeError);
  });

  it('is as far from another as bits differ', () => {
    const bits = ({ high, low }: { high: number; low: number }): string =>
      high.toString(2).padStart(32, '0') + low.toString(2).padStart(32, '0');
    fc.assert(
      fc.property(hash, hash, (a, b) => {
        const expected = [...bits(a)].filter((bit, i) => bit !== bits(b)[i]).length;
        expect(hammingDistance(a, b)).toBe(expected);
      }),
      runs,
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepped } from '../../../../src/renderer/filmstrip/strip-keys';

const numRuns = process.env.MASKWRIGHT_SOAK === '1' ? 5000 : 200;

describe('keys in the filmstrip', () => {
  it('lead to the neighbours, a view further, and to both ends', () => {
    expect(stepped('ArrowRight', 3, 24, 10)).toBe(4);
    expect(stepped('ArrowLeft', 3, 24, 10)).toBe(2);
    expect(stepped('PageDown', 3, 24, 10)).toBe(13);
    expect(stepped('PageUp', 13, 24, 10)).toBe(3);
    expect(stepped('Home', 3, 24, 10)).toBe(0);
    expect(stepped('End', 3, 24, 10)).toBe(23);
  });

  it('that mean nothing here are left to others', () => {
    expect(stepped('b', 3, 24, 10)).toBeNull();
    expect(stepped('ArrowUp', 3, 24, 10)).toBeNull();
    expect(stepped('ArrowRight', 0, 0, 10)).toBeNull();
  });

  it('never lead out of the strip', () => {
    const keys = fc.constantFrom('ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End');
    const places = fc.integer({ min: 1, max: 300 }).chain((total) =>
      fc.record({
        total: fc.constant(total),
        index: fc.integer({ min: 0, max: total - 1 }),
        inView: fc.integer({ min: 1, max: 400 }),
      }),
    );
    fc.assert(
      fc.property(keys, places, (key, { index, total, inView }) => {
        const target = stepped(key, index, total, inView);
        return target !== null && target >= 0 && target < total;
      }),
      { seed: 3, numRuns },
    );
  });
});

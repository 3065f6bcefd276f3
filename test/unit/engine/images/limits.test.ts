import { describe, expect, it } from 'vitest';
import { fitsBuffer, fitsDecoder, fitsTensor, tensorBytes } from '../../../../src/engine/images/limits';

describe('limits', () => {
  it('let a tensor have 1 GiB and not an element more', () => {
    expect([fitsTensor([2 ** 14, 2 ** 14], 4), fitsTensor([2 ** 14, 2 ** 14 + 1], 4)]).toEqual([true, false]);
  });

  it('count the bytes of a shape, a scalar included', () => {
    expect([tensorBytes([2, 3, 5], 4), tensorBytes([], 4)]).toEqual([120, 4]);
  });

  it('stop decoding by pixels and by bytes', () => {
    expect(fitsDecoder(16384, 16384, 1, 1)).toBe(true);
    expect(fitsDecoder(16384, 16385, 1, 1)).toBe(false);
    expect(fitsDecoder(12000, 9000, 3, 2)).toBe(true);
    expect(fitsDecoder(12000, 9000, 3, 4)).toBe(false);
  });

  it('know the longest buffer that Electron makes', () => {
    expect(fitsBuffer(2 ** 31 - 2)).toBe(true);
    expect(fitsBuffer(2 ** 31 - 1)).toBe(false);
    expect(() => new ArrayBuffer(2 ** 31)).toThrow(RangeError);
  });
});

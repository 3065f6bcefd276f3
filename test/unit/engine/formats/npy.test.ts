import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNpy, encodeNpy } from '../../../../src/engine/formats/npy';

const runs = { seed: 11, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 100 };

/** A file as numpy.lib.format describes it, format 1.0. */
function npyFile(descr: string, isFortran: boolean, shape: string, values: readonly number[]): Uint8Array {
  const dictionary = `{'descr': '${descr}', 'fortran_order': ${isFortran ? 'True' : 'False'}, 'shape': ${shape}, }`;
  const text = `${dictionary.padEnd(117)}\n`;
  return Uint8Array.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 118, 0, ...Buffer.from(text), ...values]);
}

describe('encodeNpy', () => {
  it('writes the bytes that numpy.save writes', () => {
    const bytes = encodeNpy(Float32Array.of(1, -2), [1, 2]);
    expect(Array.from(bytes)).toEqual(Array.from(npyFile('<f4', false, '(1, 2)', [0, 0, 128, 63, 0, 0, 0, 192])));
  });

  it('writes a shape of one side as a tuple', () => {
    expect(Array.from(encodeNpy(Uint8Array.of(7, 8), [2]))).toEqual(Array.from(npyFile('|u1', false, '(2,)', [7, 8])));
  });

  it('starts the values at a multiple of 64', () => {
    const shape = Array.from({ length: 40 }, () => 1);
    expect((encodeNpy(Uint8Array.of(5), shape).length - 1) % 64).toBe(0);
  });

  it('refuses a shape that the values do not fill', () => {
    expect(() => encodeNpy(Uint8Array.of(1, 2, 3), [2, 2])).toThrow(RangeError);
  });
});

describe('decodeNpy', () => {
  it('gives back what was encoded, of every type', () => {
    const arrays = fc.oneof(
      fc.float32Array({ maxLength: 30 }),
      fc.float64Array({ maxLength: 30 }),
      fc.uint8Array({ maxLength: 30 }),
      fc.int8Array({ maxLength: 30 }),
      fc.uint16Array({ maxLength: 30 }),
      fc.int16Array({ maxLength: 30 }),
      fc.uint32Array({ maxLength: 30 }),
      fc.int32Array({ maxLength: 30 }),
    );
    fc.assert(
      fc.property(arrays, (data) => {
        expect(decodeNpy(encodeNpy(data, [1, data.length]))).toEqual({ shape: [1, data.length], data });
      }),
      runs,
    );
  });

  it('reads big-endian numbers', () => {
    expect(decodeNpy(npyFile('>i2', false, '(2,)', [0x01, 0x02, 0xff, 0xfe])).data).toEqual(Int16Array.of(258, -2));
  });

  it('turns Fortran order into C order', () => {
    const { shape, data } = decodeNpy(npyFile('|u1', true, '(2, 3)', [1, 4, 2, 5, 3, 6]));
    expect({ shape, data }).toEqual({ shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) });
  });

  it('turns Fortran order of three axes into C order', () => {
    const fortran = [0, 12, 4, 16, 8, 20, 1, 13, 5, 17, 9, 21, 2, 14, 6, 18, 10, 22, 3, 15, 7, 19, 11, 23];
    const { data } = decodeNpy(npyFile('|u1', true, '(2, 3, 4)', fortran));
    expect(Array.from(data)).toEqual(Array.from({ length: 24 }, (_, i) => i));
  });

  it('reads half precision and booleans', () => {
    const half = decodeNpy(npyFile('<f2', false, '(4,)', [0x00, 0x3c, 0x00, 0xc0, 0x01, 0x00, 0x00, 0x7c]));
    expect(half.data).toEqual(Float32Array.of(1, -2, 2 ** -24, Number.POSITIVE_INFINITY));
    expect(decodeNpy(npyFile('|b1', false, '(3,)', [1, 0, 1])).data).toEqual(Uint8Array.of(1, 0, 1));
  });

  it('says when the file is cut', () => {
    const file = encodeNpy(Float32Array.of(1, 2, 3), [3]);
    expect(() => decodeNpy(file.subarray(0, file.length - 1))).toThrow(
      expect.objectContaining({ code: 'npy-truncated' }),
    );
  });

  it('names a type that it does not read', () => {
    const file = npyFile('<c8', false, '(1,)', [0, 0, 0, 0, 0, 0, 0, 0]);
    expect(() => decodeNpy(file)).toThrow(
      expect.objectContaining({ code: 'npy-unsupported', message: expect.stringContaining('<c8') }),
    );
  });

  it('makes no buffer for a shape beyond reason', () => {
    const file = npyFile('|u1', false, '(99999, 99999)', []);
    expect(() => decodeNpy(file)).toThrow(expect.objectContaining({ code: 'npy-unsupported' }));
  });

  it('refuses other bytes', () => {
    expect(() => decodeNpy(Uint8Array.from(Buffer.from('not an array at all')))).toThrow(
      expect.objectContaining({ code: 'npy-damaged' }),
    );
  });
});

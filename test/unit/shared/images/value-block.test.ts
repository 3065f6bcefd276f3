import { describe, expect, it } from 'vitest';
import { valuesAt, valueWords } from '../../../../src/shared/images/value-block';

describe('the values of a pixel', () => {
  it('are found in the block that holds it, and nowhere else', () => {
    const block = { x: 32, y: 64, width: 2, height: 2, channels: 2, values: [1, 2, 3, 4, 5, 6, 7, 8], names: [] };
    expect(valuesAt(block, 33, 65)).toEqual([7, 8]);
    expect(valuesAt(block, 32, 65)).toEqual([5, 6]);
    for (const [x, y] of [
      [31, 64],
      [34, 64],
      [32, 63],
      [32, 66],
    ] as const)
      expect(valuesAt(block, x, y)).toBeNull();
  });

  it('are said by the names of their channels', () => {
    expect(valueWords([183])).toBe('183');
    expect(valueWords([12, 34, 56])).toBe('R 12 G 34 B 56');
    expect(valueWords([812, 90], ['DAPI', 'GFP'])).toBe('DAPI 812 GFP 90');
    expect(valueWords([812], ['DAPI'])).toBe('DAPI 812');
    expect(valueWords([5, 7, 0, 1])).toBe('1: 5 2: 7 3: 0 4: 1');
    expect(valueWords([0.123456789])).toBe('0.12346');
    expect(valueWords([-3])).toBe('-3');
  });
});

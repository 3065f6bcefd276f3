import { describe, expect, it } from 'vitest';
import { differenceText } from '../../../../src/renderer/export/export-words';

describe('what verifying found', () => {
  it('is the largest difference to a digit', () => {
    expect(differenceText(0.000412)).toContain('by at most 0.0004.');
    expect(differenceText(2.8e-7)).toContain('by at most 0.0000003.');
  });

  it('is said where nothing differs', () => {
    expect(differenceText(0)).toContain('exactly the same');
  });
});

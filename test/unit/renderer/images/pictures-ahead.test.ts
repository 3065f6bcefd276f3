import { describe, expect, it } from 'vitest';
import { lastInView } from '../../../../src/renderer/images/pictures-ahead';

describe('the last line in view', () => {
  it('is that of the lines that follow each other, wherever the active one lies', () => {
    expect(lastInView([4, 5, 6])).toBe(6);
    expect(lastInView([4, 5, 6, 900])).toBe(6);
    expect(lastInView([0, 4, 5, 6])).toBe(6);
  });

  it('is the only one, or the first where there is none', () => {
    expect(lastInView([3])).toBe(3);
    expect(lastInView([])).toBe(0);
  });
});

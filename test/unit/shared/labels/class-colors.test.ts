import { describe, expect, it } from 'vitest';
import { classColor, freeClassColor } from '../../../../src/shared/labels/class-colors';

describe('class colours', () => {
  it('are valid for as many classes as there can be, and the first hundred all differ', () => {
    const colors = Array.from({ length: 254 }, (_, index) => classColor(index));
    expect(colors.every((color) => /^#[0-9a-f]{6}$/.test(color))).toBe(true);
    expect(new Set(colors.slice(0, 100)).size).toBe(100);
  });

  it('fill a gap before they go on', () => {
    expect(freeClassColor([])).toBe(classColor(0));
    expect(freeClassColor([classColor(0), classColor(2)])).toBe(classColor(1));
  });

  it('are taken however they are written', () => {
    expect(freeClassColor([classColor(0).toUpperCase()])).toBe(classColor(1));
  });
});

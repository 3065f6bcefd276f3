import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableColor } from '../../../../src/renderer/train/readable-color';

const anyColor = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

/** Contrast by WCAG 2.2, written down a second time. */
function contrast(a: string, b: string): number {
  const light = (color: string): number => {
    const value = Number.parseInt(color.slice(1), 16);
    const linear = [value >> 16, (value >> 8) & 255, value & 255].map((byte) =>
      byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
    );
    return linear[0] * 0.2126 + linear[1] * 0.7152 + linear[2] * 0.0722;
  };
  const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe('colours of curves', () => {
  it('stand out from any ground', () => {
    fc.assert(
      fc.property(anyColor, anyColor, (color, ground) => {
        expect(contrast(readableColor(color, ground), ground)).toBeGreaterThanOrEqual(3);
      }),
      { seed: 2, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 10_000 : 500 },
    );
  });

  it('are left alone where they stand out already', () => {
    expect(readableColor('#e69f00', '#1b1e22')).toBe('#e69f00');
  });

  it('are darkened on a light ground', () => {
    expect(contrast(readableColor('#f0e442', '#fbfbfc'), '#000000')).toBeLessThan(contrast('#f0e442', '#000000'));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PixelSize, pixelSizeOf } from '../../../../src/shared/images/pixel-size';
import { LONGEST_BAR_PX, scaleBarOf, scaleBarWords } from '../../../../src/shared/images/scale-bar';

const METRES = { nm: 1e-9, µm: 1e-6, mm: 1e-3, m: 1 };

const size = (x: number, unit: PixelSize['unit']): PixelSize => ({ x, y: x, unit, source: 'ome', isNominal: false });

const wordsOf = (of: PixelSize, zoom: number): string | null => {
  const bar = scaleBarOf(of, zoom);
  return bar === null ? null : scaleBarWords(bar);
};

describe('the scale bar', () => {
  it('has a round length that fits 160 px', () => {
    expect(scaleBarOf(size(0.5, 'µm'), 1)).toEqual({ length: 50, unit: 'µm', widthPx: 100 });
    expect(scaleBarOf(size(1, 'µm'), 1)).toEqual({ length: 100, unit: 'µm', widthPx: 100 });
    expect(scaleBarOf(size(1.25, 'µm'), 1)).toEqual({ length: 200, unit: 'µm', widthPx: 160 });
  });

  it('is said in the unit that its number is short in', () => {
    expect(wordsOf(size(10, 'µm'), 1)).toBe('1 mm');
    expect(wordsOf(size(0.5, 'µm'), 100)).toBe('500 nm');
    expect(wordsOf(size(30, 'm'), 0.1)).toBe('20000 m');
  });

  it('is left out where a pixel measures nothing', () => {
    expect(scaleBarOf(null, 1)).toBeNull();
    expect(scaleBarOf({ ...size(0.35, 'mm'), isNominal: true }, 1)).toBeNull();
    expect(scaleBarOf(size(1, 'µm'), 0)).toBeNull();
  });

  it('is 64 to 160 px long, as long as it says, and 1, 2 or 5 times a power of ten, for any size and zoom', () => {
    const metres = fc.double({ min: -9, max: 2, noNaN: true }).map((power) => 10 ** power);
    const zooms = fc.double({ min: -3, max: 2, noNaN: true }).map((power) => 10 ** power);
    fc.assert(
      fc.property(metres, zooms, (metre, zoom) => {
        const of = pixelSizeOf(metre, metre, 'ome');
        const bar = scaleBarOf(of, zoom);
        if (bar === null) throw new Error('no bar');
        expect(bar.widthPx).toBeGreaterThanOrEqual(63.999);
        expect(bar.widthPx).toBeLessThanOrEqual(LONGEST_BAR_PX * 1.000001);
        const world = bar.length * METRES[bar.unit];
        expect(world / ((bar.widthPx / zoom) * metre)).toBeCloseTo(1, 5);
        expect(['1', '2', '5']).toContain(bar.length.toExponential(3).replace(/\.?0*e.*/, ''));
      }),
      { seed: 7, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 20_000 : 300 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { imageWords, placeWords, pointWords, zoomWords } from '../../../../src/renderer/components/image-words';

describe('the image in the status line', () => {
  it('is named with its size and depth', () => {
    expect(imageWords({ name: 'cell.png', width: 640, height: 480, depth: 16 })).toBe('cell.png · 640 × 480 · 16 bit');
  });

  it('has the pixel under the pointer, from 0 at the upper left', () => {
    const size = { width: 640, height: 480 };
    expect(pointWords({ x: 0.2, y: 479.9 }, size)).toBe('x 0 y 479');
    expect(pointWords({ x: -0.2, y: 10 }, size)).toBeNull();
    expect(pointWords({ x: 640, y: 10 }, size)).toBeNull();
  });

  it('has its place in the world where the file says what a pixel measures', () => {
    const size = { x: 0.5, y: 0.25, unit: 'µm', source: 'ome', isNominal: false } as const;
    expect(placeWords({ x: 205.7, y: 188.2 }, size)).toBe('102.5, 47 µm');
    expect(placeWords({ x: 205.7, y: 188.2 }, { ...size, isNominal: true })).toBeNull();
    expect(placeWords({ x: 205.7, y: 188.2 }, null)).toBeNull();
  });

  it('has a zoom in whole per cent, finer where a whole one is much', () => {
    expect(zoomWords(1.253)).toBe('125 %');
    expect(zoomWords(0.0734)).toBe('7.3 %');
  });
});

import { describe, expect, it } from 'vitest';
import { finestObjects, type MeasuredObjects, measureObjects } from '../../../../src/shared/training/finest-objects';

const side = 256;
const classes = [
  { id: 1, name: 'cell' },
  { id: 2, name: 'membrane' },
];

function map(label: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: side * side }, (_, at) => label(at % side, Math.floor(at / side)));
}

function measured(labels: Uint8Array, unpainted: 'void' | 'background' = 'background') {
  const into: MeasuredObjects = new Map();
  measureObjects(labels, side, side, unpainted, into);
  return finestObjects(into, classes);
}

/** Distance from the middle of the nearest of many discs in a grid. */
function fromCentre(x: number, y: number, every: number): number {
  return Math.hypot((x % every) - every / 2, (y % every) - every / 2);
}

describe('the size of labelled objects', () => {
  it.each([10, 20, 50])('of discs is their diameter, %d px', (diameter) => {
    const size = measured(map((x, y) => (fromCentre(x, y, 64) < diameter / 2 ? 1 : 0)));
    expect(size).toMatchObject({ name: 'cell', isThin: false });
    expect(Math.abs((size?.sizePx ?? 0) - diameter)).toBeLessThanOrEqual(1.5);
  });

  it.each([4, 9, 16])('of a net of lines in all directions is their width, %d px', (width) => {
    const rings = map((x, y) => (Math.abs((Math.hypot(x - 128, y - 128) % 60) - 30) < width / 2 ? 2 : 1));
    const size = measured(rings, 'void');
    expect(size).toMatchObject({ name: 'membrane', isThin: true });
    expect(Math.abs((size?.sizePx ?? 0) - width)).toBeLessThan(0.2 * width);
  });

  it('is of the object in which the middle pixel lies, so that specks count little', () => {
    const labels = map((x, y) => (fromCentre(x, y, 64) < 20 ? 1 : 0));
    for (let speck = 0; speck < 10; speck++) labels.fill(1, speck * 20 + 2, speck * 20 + 12);
    expect(measured(labels)?.sizePx).toBeGreaterThan(35);
  });

  it('cannot be told where most of an image is not labelled, or nothing is', () => {
    const strokes = map((x, y) => (y < 100 && x < 100 ? 1 : 0));
    expect(measured(strokes, 'void')).toBeNull();
    expect(measured(strokes)?.sizePx).toBe(100);
    expect(measured(map(() => 0))).toBeNull();
  });
});

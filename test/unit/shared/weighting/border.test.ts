import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  borderDistances,
  borderMap,
  borderReach,
  coarseBorderDistances,
  objectChannels,
  spreadSquares,
} from '../../../../src/shared/weighting/border';
import { objectsOf } from '../../../../src/shared/weighting/objects';
import { madeMap, propertyRuns } from './made-images';

const VOID = 255;

interface Labels {
  width: number;
  height: number;
  data: Uint8Array;
}

function labelsOf(width: number, height: number, label: (x: number, y: number) => number): Labels {
  return { width, height, data: Uint8Array.from(madeMap(width, height, label).data) };
}

function channels(...chosen: number[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const channel of chosen) table[channel] = 1;
  return table;
}

/** Objects by flooding, one pixel after another: an independent way to the same components. */
function flooded({ width, height, data }: Labels, chosen: Uint8Array): number[] {
  const ids = Array.from(data, () => 0);
  let count = 0;
  for (let start = 0; start < data.length; start++) {
    if (ids[start] !== 0 || chosen[data[start]] === 0) continue;
    ids[start] = ++count;
    const waiting = [start];
    for (let p = waiting.pop(); p !== undefined; p = waiting.pop()) {
      const [x, y] = [p % width, Math.floor(p / width)];
      for (const [nx, ny] of [
        [x - 1, y],
        [x + 1, y],
        [x, y - 1],
        [x, y + 1],
      ]) {
        const near = ny * width + nx;
        if (nx < 0 || ny < 0 || nx >= width || ny >= height || ids[near] !== 0 || data[near] !== data[p]) continue;
        ids[near] = count;
        waiting.push(near);
      }
    }
  }
  return ids;
}

/** d1 + d2 of every pixel by looking at every other one. */
function slowSums(labels: Labels, chosen: Uint8Array): number[] {
  const ids = flooded(labels, chosen);
  const { width } = labels;
  return ids.map((own, p) => {
    if (own !== 0) return 0;
    const nearest = new Map<number, number>();
    ids.forEach((id, q) => {
      if (id === 0) return;
      const d = Math.hypot((p % width) - (q % width), Math.floor(p / width) - Math.floor(q / width));
      nearest.set(id, Math.min(d, nearest.get(id) ?? Number.POSITIVE_INFINITY));
    });
    const [first = Number.POSITIVE_INFINITY, second = Number.POSITIVE_INFINITY] = [...nearest.values()].sort(
      (a, b) => a - b,
    );
    return first + second;
  });
}

const anyLabels: fc.Arbitrary<Labels> = fc
  .record({ width: fc.integer({ min: 1, max: 14 }), height: fc.integer({ min: 1, max: 14 }) })
  .chain(({ width, height }) =>
    fc
      .array(fc.constantFrom(0, 0, 0, 1, 2, VOID), { minLength: width * height, maxLength: width * height })
      .map((labels) => ({ width, height, data: Uint8Array.from(labels) })),
  );

describe('objects of a label map', () => {
  it('are its 4-connected components, each label for itself', () => {
    fc.assert(
      fc.property(anyLabels, (labels) => {
        const { ids, count } = objectsOf(labels.data, labels.width, labels.height, channels(1, 2));
        const slow = flooded(labels, channels(1, 2));
        expect(Array.from(ids)).toEqual(slow);
        expect(count).toBe(Math.max(0, ...slow));
      }),
      propertyRuns,
    );
  });
});

describe('distances to the two nearest objects', () => {
  it('are those found by looking at every pixel, as far as they reach', () => {
    fc.assert(
      fc.property(anyLabels, fc.constantFrom(3, 5.5, 40), (labels, reach) => {
        const found = borderDistances(labels, channels(1, 2), reach).data;
        const expected = slowSums(labels, channels(1, 2)).map((sum) =>
          sum <= reach ? Math.fround(sum) : Number.POSITIVE_INFINITY,
        );
        expect(Array.from(found)).toEqual(expected);
      }),
      propertyRuns,
    );
  });
});

describe('the border map', () => {
  /** Two squares of 6 px with a gap of 4 px between them. */
  const squares = labelsOf(20, 10, (x, y) => (y >= 2 && y < 8 && ((x >= 2 && x < 8) || (x >= 12 && x < 18)) ? 1 : 0));
  const { data } = borderMap(borderDistances(squares, channels(1), borderReach(5)), { sigma: 5 });
  const at = (x: number, y: number): number => data[y * 20 + x];

  it('is 0 inside objects and the formula between them', () => {
    expect(at(4, 4)).toBe(0);
    expect(at(14, 4)).toBe(0);
    // In the gap d1 + d2 is 5 px in every column: 1 + 4 beside a square, 2 + 3 in its middle.
    for (const x of [8, 9, 10, 11]) expect(at(x, 4)).toBeCloseTo(Math.exp(-25 / 50), 6);
  });

  it('is largest in the gap', () => {
    const largest = Math.max(...data);
    expect(at(9, 4)).toBe(largest);
    expect(at(0, 0)).toBeLessThan(largest);
    expect(at(9, 0)).toBeLessThan(largest);
  });

  it('is 0 everywhere where there are fewer than two objects', () => {
    const one = labelsOf(9, 9, (x, y) => (x > 2 && y > 2 && x < 6 && y < 6 ? 1 : 0));
    const map = borderMap(borderDistances(one, channels(1), 32), { sigma: 5 });
    expect(map.data.every((value) => value === 0)).toBe(true);
  });

  it('does not depend on how far distances were looked for', () => {
    fc.assert(
      fc.property(anyLabels, fc.constantFrom(0.5, 1, 2.5), (labels, sigma) => {
        const near = borderMap(borderDistances(labels, channels(1, 2), 6 * sigma), { sigma });
        const far = borderMap(borderDistances(labels, channels(1, 2), 64), { sigma });
        expect(near.data).toEqual(far.data);
      }),
      propertyRuns,
    );
  });

  it('has its ridges at the same places when it is coarse', () => {
    const labels = labelsOf(256, 128, (x, y) => (y > 20 && y < 108 && x % 64 > 10 && x % 64 < 54 ? 1 : 0));
    const exact = borderMap(borderDistances(labels, channels(1), 64), { sigma: 8 });
    const small = borderMap(coarseBorderDistances(labels, channels(1), 64, 4), { sigma: 8 });
    const coarse = spreadSquares(small, 256, 128, 4);
    const middle = (map: { data: Float32Array }, x: number): number => map.data[64 * 256 + x];
    expect(middle(coarse, 128)).toBeGreaterThan(0.5 * middle(exact, 128));
    expect(middle(coarse, 128)).toBeLessThan(2 * middle(exact, 128));
    expect(middle(coarse, 32)).toBe(0);
  });
});

describe('which classes are objects', () => {
  const names = ['background', 'membrane'];
  /** Four cells of background within membranes of one piece. */
  const cells = labelsOf(21, 21, (x, y) => (x % 10 === 0 || y % 10 === 0 ? 1 : 0));

  it('are those named', () => {
    expect([...objectChannels('membrane', names, cells).keys()].length).toBe(256);
    expect(objectChannels('background | membrane', names, cells)).toEqual(channels(0, 1));
  });

  it('are the class in the most pieces where nobody says', () => {
    expect(objectChannels('auto', names, cells)).toEqual(channels(0));
    const nuclei = labelsOf(21, 21, (x, y) => (x % 10 > 4 && y % 10 > 4 ? 1 : 0));
    expect(objectChannels('auto', names, nuclei)).toEqual(channels(1));
    const specks = labelsOf(21, 21, (x, y) => (x % 4 === 0 && y % 4 === 0 ? 1 : 0));
    expect(objectChannels('auto', names, specks)).toEqual(channels(0));
  });

  it('are none where nothing is labelled', () => {
    expect(objectChannels('auto', names, { width: 2, height: 2, data: new Uint8Array(4).fill(VOID) })).toEqual(
      channels(),
    );
  });

  it('are refused by a name that the project does not have', () => {
    expect(() => objectChannels('axon', names, cells)).toThrow(
      expect.objectContaining({ code: 'weighting-unknown-class', message: expect.stringContaining('"axon"') }),
    );
  });
});

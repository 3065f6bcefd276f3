import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { borderBand } from '../../../../../src/shared/training/numbers/border-band';
import {
  addPrediction,
  emptyNumbers,
  errorPlaces,
  mergeNumbers,
} from '../../../../../src/shared/training/numbers/image-numbers';
import { addObjects, emptyObjects, objectRows } from '../../../../../src/shared/training/numbers/objects';

const runs = { seed: 3, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 1000 : 40 };
const map = (rows: readonly string[]): Uint8Array =>
  Uint8Array.from(rows.join(''), (mark) => (mark === '.' ? 255 : Number(mark)));

/** A map of a few classes and void, with its width. */
const made = fc.integer({ min: 1, max: 9 }).chain((width) =>
  fc.integer({ min: 1, max: 8 }).chain((height) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      labels: fc.array(fc.constantFrom(0, 1, 2, 255), { minLength: width * height, maxLength: width * height }),
      predictions: fc.array(fc.constantFrom(0, 1, 2), { minLength: width * height, maxLength: width * height }),
    }),
  ),
);

describe('the pixels at borders', () => {
  it('are those with another class within the distance; void and the edge make no border', () => {
    fc.assert(
      fc.property(made, fc.integer({ min: 1, max: 3 }), ({ width, height, labels }, d) => {
        const band = borderBand(Uint8Array.from(labels), width, height, 3, d);
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            const own = labels[y * width + x];
            let isNear = false;
            for (let v = Math.max(0, y - d); v <= Math.min(height - 1, y + d); v++) {
              for (let u = Math.max(0, x - d); u <= Math.min(width - 1, x + d); u++) {
                const other = labels[v * width + u];
                if (other < 3 && other !== own) isNear = true;
              }
            }
            expect(band[y * width + x]).toBe(own < 3 && isNear ? 1 : 0);
          }
        }
      }),
      runs,
    );
  });

  it('part the wrong pixels from those inside', () => {
    const labels = map(['00000111', '00000111', '.0000111']);
    const predictions = map(['10001111', '00000111', '10000111']);
    const numbers = emptyNumbers(2);
    addPrediction(numbers, labels, predictions, 8, 3, 1);
    expect(errorPlaces(numbers)).toEqual({ wrongAtBorders: 1, wrongInside: 1, atBorders: 6, inside: 17 });
  });
});

describe('objects by size', () => {
  it('are found where at least half of them is predicted as their class', () => {
    const labels = map(['11.000', '11.000', '...000', '1.1000']);
    const predictions = map(['11.000', '00.000', '00.110', '0.1000']);
    const counts = emptyObjects(2);
    addObjects(counts, labels, predictions, 6);
    expect(objectRows(counts, 1)).toEqual([{ fromPixels: 1, toPixels: 64, objects: 3, found: 2, recall: 3 / 6 }]);
    expect(objectRows(counts, 0)).toEqual([{ fromPixels: 1, toPixels: 64, objects: 1, found: 1, recall: 10 / 12 }]);
  });

  it('hang together by corners, and not around the edge of the image', () => {
    const diagonal = emptyObjects(1);
    addObjects(diagonal, map(['0..', '.0.', '..0']), new Uint8Array(9), 3);
    expect(objectRows(diagonal, 0)[0].objects).toBe(1);
    const around = emptyObjects(1);
    addObjects(around, map(['..0', '0..']), new Uint8Array(6), 3);
    expect(objectRows(around, 0)[0].objects).toBe(2);
  });

  it('stand in the row of their size', () => {
    const counts = emptyObjects(1);
    for (const [width, height] of [
      [9, 7],
      [8, 8],
      [64, 64],
    ]) {
      addObjects(counts, new Uint8Array(width * height), new Uint8Array(width * height), width);
    }
    expect(objectRows(counts, 0).map(({ fromPixels, toPixels, objects }) => [fromPixels, toPixels, objects])).toEqual([
      [1, 64, 1],
      [64, 256, 1],
      [4096, null, 1],
    ]);
  });

  it('are what filling from pixel to pixel finds, with the same pixels and hits', () => {
    fc.assert(
      fc.property(made, ({ width, height, labels, predictions }) => {
        const counts = emptyObjects(3);
        addObjects(counts, Uint8Array.from(labels), Uint8Array.from(predictions), width);
        const seen = new Set<number>();
        const expected = { objects: [0, 0, 0], found: [0, 0, 0] };
        const fill = (x: number, y: number, label: number, object: number[]): void => {
          const at = y * width + x;
          if (x < 0 || y < 0 || x >= width || y >= height || labels[at] !== label || seen.has(at)) return;
          seen.add(at);
          object.push(at);
          for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) fill(x + dx, y + dy, label, object);
        };
        labels.forEach((label, at) => {
          const object: number[] = [];
          if (label < 3) fill(at % width, Math.floor(at / width), label, object);
          if (object.length === 0) return;
          expected.objects[label]++;
          if (2 * object.filter((pixel) => predictions[pixel] === label).length >= object.length) {
            expected.found[label]++;
          }
        });
        const sumOf = (values: Float64Array): number[] =>
          [0, 1, 2].map((k) => values.slice(5 * k, 5 * k + 5).reduce((sum, value) => sum + value, 0));
        expect({ objects: sumOf(counts.objects), found: sumOf(counts.found) }).toEqual(expected);
      }),
      runs,
    );
  });

  it('count each labelled pixel once', () => {
    fc.assert(
      fc.property(made, ({ width, labels, predictions }) => {
        const counts = emptyObjects(3);
        addObjects(counts, Uint8Array.from(labels), Uint8Array.from(predictions), width);
        const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
        expect(sum(counts.pixels)).toBe(labels.filter((label) => label < 3).length);
        expect(sum(counts.hits)).toBe(labels.filter((label, i) => label < 3 && label === predictions[i]).length);
      }),
      runs,
    );
  });
});

describe('numbers of several images', () => {
  it('are the sums of what was counted in each', () => {
    fc.assert(
      fc.property(made, made, (a, b) => {
        const together = emptyNumbers(3);
        const pooled = emptyNumbers(3);
        for (const { width, height, labels, predictions } of [a, b]) {
          const one = emptyNumbers(3);
          for (const into of [one, together]) {
            addPrediction(into, Uint8Array.from(labels), Uint8Array.from(predictions), width, height, 2);
          }
          mergeNumbers(pooled, one);
        }
        expect(pooled).toEqual(together);
      }),
      runs,
    );
  });
});

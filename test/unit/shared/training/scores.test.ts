import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBoundaries, boundaryIou, emptyBoundaryCounts } from '../../../../src/shared/training/boundary';
import { addToConfusion, emptyConfusion } from '../../../../src/shared/training/confusion';
import type { Scores } from '../../../../src/shared/training/run-events';
import { meanOfPresent, scoresOf } from '../../../../src/shared/training/scores';
import { runs } from './seeded';

const names = ['background', 'cell', 'wall'];

/** Labels with void among them, and predictions, of a map that has areas rather than noise alone. */
const made = fc
  .record({
    width: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 24 }),
    coarse: fc.integer({ min: 1, max: 8 }),
    seed: fc.array(fc.constantFrom(0, 0, 1, 1, 2, 255), { minLength: 40, maxLength: 40 }),
    guess: fc.array(fc.constantFrom(0, 0, 1, 1, 2), { minLength: 40, maxLength: 40 }),
    noise: fc.array(fc.nat(23), { maxLength: 12 }),
  })
  .map(({ width, height, coarse, seed, guess, noise }) => {
    const at = (values: number[], i: number): number => {
      const x = Math.floor((i % width) / coarse);
      const y = Math.floor(i / width / coarse);
      return values[(x * 7 + y * 3) % values.length];
    };
    const labels = Uint8Array.from({ length: width * height }, (_, i) => at(seed, i));
    const predictions = Uint8Array.from({ length: width * height }, (_, i) => at(guess, i));
    for (const n of noise) predictions[n % predictions.length] = n % 3;
    return { width, height, labels, predictions };
  });
type Made = typeof made extends fc.Arbitrary<infer M> ? M : never;

function scored(distancePx: number, ...maps: Made[]): Scores {
  const confusion = emptyConfusion(names.length);
  const boundaries = emptyBoundaryCounts(names.length);
  for (const { labels, predictions, width, height } of maps) {
    addToConfusion(confusion, labels, predictions);
    addBoundaries(boundaries, labels, predictions, width, height, distancePx);
  }
  return scoresOf(confusion, boundaries, names);
}

/** A set of pixels eroded once by 3x3 with nothing outside, in the plainest words. */
function eroded(set: boolean[], width: number, height: number): boolean[] {
  return set.map((_, i) => {
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const x = (i % width) + dx;
        const y = Math.floor(i / width) + dy;
        if (x < 0 || y < 0 || x >= width || y >= height || !set[y * width + x]) return false;
      }
    }
    return true;
  });
}

function naiveBoundary(set: boolean[], width: number, height: number, distancePx: number): boolean[] {
  let inner = set;
  for (let i = 0; i < distancePx; i++) inner = eroded(inner, width, height);
  return set.map((isIn, i) => isIn && !inner[i]);
}

describe('scores', () => {
  it('are those of sets of pixels, counted one by one over several images', () => {
    fc.assert(
      fc.property(fc.array(made, { minLength: 1, maxLength: 3 }), (maps) => {
        const { classes, validPixels } = scored(2, ...maps);
        const pixels = maps.flatMap(({ labels, predictions }) =>
          Array.from(labels, (l, i) => ({ l, p: predictions[i] })),
        );
        const valid = pixels.filter(({ l }) => l !== 255);
        expect(validPixels).toBe(valid.length);
        classes.forEach((score, k) => {
          const labelled = valid.filter(({ l }) => l === k).length;
          const predicted = valid.filter(({ p }) => p === k).length;
          const hits = valid.filter(({ l, p }) => l === k && p === k).length;
          const isAbsent = labelled + predicted === 0;
          expect(score.iou).toEqual(isAbsent ? null : hits / (labelled + predicted - hits));
          expect(score.dice).toEqual(isAbsent ? null : (2 * hits) / (labelled + predicted));
          expect(score.precision).toEqual(isAbsent ? null : predicted === 0 ? 0 : hits / predicted);
          expect(score.recall).toEqual(isAbsent ? null : labelled === 0 ? 0 : hits / labelled);
        });
      }),
      runs(100),
    );
  });

  it('of Boundary IoU are those of d erosions by 3x3, per class and pooled', () => {
    fc.assert(
      fc.property(fc.array(made, { minLength: 1, maxLength: 2 }), fc.integer({ min: 1, max: 4 }), (maps, d) => {
        const { classes } = scored(d, ...maps);
        names.forEach((_, k) => {
          let both = 0;
          let union = 0;
          for (const { labels, predictions, width, height } of maps) {
            const isValid = (i: number): boolean => labels[i] !== 255;
            const g = naiveBoundary(
              Array.from(labels, (l, i) => l === k && isValid(i)),
              width,
              height,
              d,
            );
            const p = naiveBoundary(
              Array.from(predictions, (l, i) => l === k && isValid(i)),
              width,
              height,
              d,
            );
            both += g.filter((isIn, i) => isIn && p[i]).length;
            union += g.filter((isIn, i) => isIn || p[i]).length;
          }
          expect(classes[k].boundaryIou).toEqual(union === 0 ? null : both / union);
        });
      }),
      runs(100),
    );
  });

  it('are all 1 for a perfect prediction, and mean over the classes that occur', () => {
    const labels = Uint8Array.from([0, 0, 0, 1, 1, 255]);
    const predictions = Uint8Array.from([0, 0, 0, 1, 1, 2]);
    const scores = scored(1, { width: 3, height: 2, labels, predictions });
    expect(scores.classes[1]).toEqual({ name: 'cell', iou: 1, dice: 1, precision: 1, recall: 1, boundaryIou: 1 });
    expect(scores.classes[2]).toEqual({
      name: 'wall',
      iou: null,
      dice: null,
      precision: null,
      recall: null,
      boundaryIou: null,
    });
    expect(scores).toMatchObject({ meanIou: 1, meanBoundaryIou: 1, validPixels: 5 });
  });

  it('have no mean where nothing is valid', () => {
    const scores = scored(2, { width: 1, height: 1, labels: Uint8Array.of(255), predictions: Uint8Array.of(0) });
    expect(scores).toMatchObject({ meanIou: null, meanBoundaryIou: null, validPixels: 0 });
    expect(meanOfPresent([null, 0.5, 1])).toBe(0.75);
  });

  it('follow a square that is one pixel off: Boundary IoU by counting its frames', () => {
    // 6x6 squares at x 2..7 and 3..8 in 12x12, d = 1: frames of 20 pixels. They share the 5 columns x = 3..7 of both
    // horizontal sides, 2 x 5 = 10; the vertical sides (x = 2, 7 and 3, 8) meet nowhere else.
    const square = (left: number): Uint8Array =>
      Uint8Array.from({ length: 144 }, (_, i) => {
        const [x, y] = [i % 12, Math.floor(i / 12)];
        return x >= left && x < left + 6 && y >= 3 && y < 9 ? 1 : 0;
      });
    const counts = emptyBoundaryCounts(2);
    addBoundaries(counts, square(2), square(3), 12, 12, 1);
    expect(boundaryIou(counts, 1)).toBe(10 / 30);
  });
});

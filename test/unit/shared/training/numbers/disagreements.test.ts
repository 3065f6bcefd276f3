import { describe, expect, it } from 'vitest';
import {
  type ComparedPixels,
  confidentThresholds,
  disagreements,
} from '../../../../../src/shared/training/numbers/disagreements';

/** All of class 0, which the network takes for `predicted` in the rectangles, as sure as given. */
function picture(
  width: number,
  height: number,
  rectangles: readonly { at: readonly [x: number, y: number, w: number, h: number]; predicted: number; sure: number }[],
): ComparedPixels {
  const pixels = {
    width,
    height,
    classCount: 3,
    labels: new Uint8Array(width * height),
    prediction: new Uint8Array(width * height),
    top: new Uint8Array(width * height).fill(255),
    own: new Uint8Array(width * height).fill(255),
  };
  for (const { at, predicted, sure } of rectangles) {
    const [x, y, w, h] = at;
    for (let row = y; row < y + h; row++) {
      for (let i = row * width + x; i < row * width + x + w; i++) {
        pixels.prediction[i] = predicted;
        pixels.top[i] = Math.round(255 * sure);
        pixels.own[i] = 255 - pixels.top[i];
      }
    }
  }
  return pixels;
}

describe('regions where labels and prediction differ', () => {
  it('are given with bounds, classes, area and mean margin, the highest sum of margins first', () => {
    const pixels = picture(40, 30, [
      { at: [3, 4, 5, 6], predicted: 1, sure: 0.8 },
      { at: [20, 10, 6, 6], predicted: 2, sure: 1 },
    ]);
    const found = disagreements(pixels, null, 10);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ label: 0, predicted: 2, x: 20, y: 10, width: 6, height: 6, area: 36, margin: 1 });
    expect(found[1]).toMatchObject({ label: 0, predicted: 1, x: 3, y: 4, width: 5, height: 6, area: 30 });
    expect(found[1].margin).toBeCloseTo(0.6, 2);
    expect(found[0].score).toBeCloseTo(36, 6);
  });

  it('leave out what is thinner than 3 pixels, as borders drawn a little otherwise are', () => {
    expect(disagreements(picture(30, 30, [{ at: [2, 2, 20, 2], predicted: 1, sure: 1 }]), null, 10)).toEqual([]);
    expect(disagreements(picture(30, 30, [{ at: [2, 2, 20, 3], predicted: 1, sure: 1 }]), null, 10)).toHaveLength(1);
  });

  it('part what hangs together by a thread, and go up to the edge of the image', () => {
    const found = disagreements(
      picture(30, 12, [
        { at: [0, 0, 6, 6], predicted: 1, sure: 1 },
        { at: [6, 2, 10, 1], predicted: 1, sure: 1 },
        { at: [16, 0, 6, 6], predicted: 1, sure: 1 },
      ]),
      null,
      10,
    );
    expect(found.map(({ x, area }) => [x, area])).toEqual([
      [0, 36],
      [16, 36],
    ]);
  });

  it('keep regions of other classes apart where they touch', () => {
    const found = disagreements(
      picture(20, 10, [
        { at: [2, 2, 5, 5], predicted: 1, sure: 1 },
        { at: [7, 2, 5, 5], predicted: 2, sure: 1 },
      ]),
      null,
      10,
    );
    expect(found.map(({ predicted, area }) => [predicted, area]).toSorted()).toEqual([
      [1, 25],
      [2, 25],
    ]);
  });

  it('never hold a pixel that is not labelled', () => {
    const pixels = picture(20, 20, [{ at: [4, 4, 8, 8], predicted: 1, sure: 1 }]);
    pixels.labels.fill(255);
    expect(disagreements(pixels, null, 10)).toEqual([]);
  });

  it('need a pixel as sure as the threshold of the predicted class', () => {
    const pixels = picture(40, 12, [
      { at: [1, 1, 6, 6], predicted: 1, sure: 0.7 },
      { at: [12, 1, 6, 6], predicted: 1, sure: 0.9 },
      { at: [24, 1, 6, 6], predicted: 2, sure: 0.7 },
    ]);
    const found = disagreements(pixels, [1, 0.8, 0.6], 10);
    expect(found.map(({ x }) => x).toSorted()).toEqual([12, 24]);
  });

  it('hold unsure pixels around sure ones', () => {
    const pixels = picture(20, 20, [
      { at: [4, 4, 9, 9], predicted: 1, sure: 0.7 },
      { at: [5, 5, 2, 2], predicted: 1, sure: 0.9 },
    ]);
    expect(disagreements(pixels, [1, 0.8, 1], 10)).toMatchObject([{ x: 4, y: 4, area: 81 }]);
  });

  it('have the surer one before the larger one where label mistakes are looked for', () => {
    const pixels = picture(60, 30, [
      { at: [1, 1, 20, 20], predicted: 1, sure: 0.7 },
      { at: [40, 1, 8, 8], predicted: 1, sure: 0.95 },
    ]);
    expect(disagreements(pixels, [1, 0.6, 1], 10).map(({ x }) => x)).toEqual([40, 1]);
    expect(disagreements(pixels, null, 10).map(({ x }) => x)).toEqual([1, 40]);
  });

  it('name a pixel inside of them, where they are surest', () => {
    const pixels = picture(20, 20, [
      { at: [4, 4, 9, 9], predicted: 1, sure: 0.7 },
      { at: [9, 10, 1, 1], predicted: 1, sure: 0.9 },
    ]);
    expect(disagreements(pixels, null, 10)[0]).toMatchObject({ atX: 9, atY: 10 });
  });

  it('are so many as asked for', () => {
    const rectangles = [0, 6, 12, 18].map((x) => ({ at: [x, 0, 4, 4] as const, predicted: 1, sure: 1 }));
    expect(disagreements(picture(30, 5, rectangles), null, 3)).toHaveLength(3);
  });
});

describe('the thresholds of confident learning', () => {
  it('are the mean probability of each class over the pixels labelled as it, 1 where there are none', () => {
    const confusion = { classCount: 3, counts: Float64Array.from([3, 1, 0, 2, 2, 0, 0, 0, 0]) };
    expect(confidentThresholds(confusion, [3, 1, 0])).toEqual([0.75, 0.25, 1]);
  });
});

import { describe, expect, it } from 'vitest';
import { mapStatistics } from '../../../../src/shared/weighting/statistics';

const weights = { width: 4, height: 1, data: Float32Array.of(1, 2, 3, 10) };

describe('statistics of a weight map', () => {
  it('say how much each class weighs, leaving unlabelled pixels out', () => {
    const labels = Uint8Array.of(0, 0, 1, 255);
    expect(mapStatistics(weights, labels, ['cell', 'membrane'])).toEqual({
      min: 1,
      max: 10,
      mean: 4,
      perClass: [
        { name: 'cell', pixels: 2, meanWeight: 1.5, shareOfWeight: 0.5 },
        { name: 'membrane', pixels: 1, meanWeight: 3, shareOfWeight: 0.5 },
      ],
    });
  });

  it('are null for what an image without labels cannot say', () => {
    const { mean, perClass } = mapStatistics(weights, null, ['cell']);
    expect(mean).toBe(4);
    expect(perClass).toEqual([{ name: 'cell', pixels: 0, meanWeight: null, shareOfWeight: null }]);
  });
});

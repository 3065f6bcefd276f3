import { describe, expect, it } from 'vitest';
import { startEvaluation } from '../../../../src/engine/evaluation/evaluation';

const map = (labels: number[], predictions: number[]) => ({
  width: labels.length,
  height: 1,
  labels: Uint8Array.from(labels),
  predictions: Uint8Array.from(predictions),
});

describe('an evaluation', () => {
  it('pools counts over images instead of averaging their scores', () => {
    const evaluation = startEvaluation(['background', 'cell'], 1);
    // Cell: 1 hit of 1 pixel, then 1 hit and 3 misses. The mean of 1 and 1/4 would be 0.625; pooled it is 2/5.
    const first = evaluation.add(map([1, 0, 0, 0], [1, 0, 0, 0]));
    const second = evaluation.add(map([1, 1, 1, 1], [1, 0, 0, 0]));
    expect([first.classes[1].iou, second.classes[1].iou]).toEqual([1, 0.25]);
    expect(evaluation.pooled().classes[1].iou).toBe(0.4);
    expect(evaluation.images).toBe(2);
  });

  it('leaves void pixels out, whatever was predicted there', () => {
    const one = startEvaluation(['background', 'cell'], 2);
    const two = startEvaluation(['background', 'cell'], 2);
    expect(one.add(map([1, 255, 255, 0], [1, 0, 0, 0]))).toEqual(two.add(map([1, 255, 255, 0], [1, 1, 1, 0])));
  });

  it('refuses predictions of another size', () => {
    expect(() => startEvaluation(['a'], 2).add(map([0, 0], [0]))).toThrow(RangeError);
  });
});

import { describe, expect, it } from 'vitest';
import { writeUncertainty } from '../../../../src/shared/weighting/uncertainty';

function uncertaintyOf(classCount: number, ...probabilities: number[]): number[] {
  const out = new Float32Array(probabilities.length / classCount);
  writeUncertainty(Float32Array.from(probabilities), classCount, out);
  return [...out];
}

describe('uncertainty', () => {
  it('is 0 where one class is certain and 1 where all are alike', () => {
    expect(uncertaintyOf(2, 1, 0, 0.5, 0.5)).toEqual([0, 1]);
    expect(uncertaintyOf(4, 0.25, 0.25, 0.25, 0.25)[0]).toBeCloseTo(1, 6);
  });

  it('is the entropy in between, in units of that of as many classes', () => {
    // -(0.9 log2 0.9 + 0.1 log2 0.1) = 0.468996; with three classes, one of them impossible, over log2 3 = 1.584963.
    expect(uncertaintyOf(2, 0.9, 0.1)[0]).toBeCloseTo(0.468996, 5);
    expect(uncertaintyOf(3, 0.9, 0.1, 0)[0]).toBeCloseTo(0.468996 / 1.584963, 5);
  });

  it('goes where it is told, so that bands make a map', () => {
    const out = new Float32Array(3).fill(-1);
    writeUncertainty(Float32Array.of(0.5, 0.5), 2, out, 1);
    expect([...out]).toEqual([-1, 1, -1]);
  });

  it('is 0 with one class', () => {
    expect(uncertaintyOf(1, 1, 1)).toEqual([0, 0]);
  });
});

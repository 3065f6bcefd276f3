import { expect, it } from 'vitest';
import { wholePrediction } from '../../../../src/renderer/paint/whole-prediction';

it('stretches a prediction that came smaller, the last row and column in part', () => {
  const small = { width: 2, height: 2, scale: 2, data: Uint8Array.of(1, 2, 3, 4) };
  expect(wholePrediction(small, { width: 3, height: 3 }).data).toEqual(Uint8Array.of(1, 1, 2, 1, 1, 2, 3, 3, 4));
});

it('leaves one of the image’s size as it is', () => {
  const same = { width: 2, height: 1, scale: 1, data: Uint8Array.of(5, 6) };
  expect(wholePrediction(same, { width: 2, height: 1 })).toEqual({ width: 2, height: 1, data: same.data });
});

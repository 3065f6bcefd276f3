import { describe, expect, it } from 'vitest';
import { toByteMap } from '../../../../src/engine/weighting/byte-map';
import { madeMap } from '../../shared/weighting/made-images';

describe('a map as bytes', () => {
  it('is 0 at 0 and 255 at 1, rounded', () => {
    const map = { width: 5, height: 1, data: Float32Array.of(0, 1, 0.5, 0.4 / 255, 0.6 / 255) };
    expect(toByteMap(map)).toEqual({ width: 5, height: 1, scale: 1, data: Uint8Array.of(0, 255, 128, 0, 1) });
  });

  it('is averaged over whole squares when it is too large, and over what is left of them at the edges', () => {
    const map = madeMap(5, 3, (x, y) => (x === 4 || y === 2 ? 1 : (x + y) % 2));
    const small = toByteMap(map, 6);
    expect([small.width, small.height, small.scale]).toEqual([3, 2, 2]);
    expect([...small.data]).toEqual([128, 128, 255, 255, 255, 255]);
  });

  it('is as large as it may be', () => {
    const { width, height, scale } = toByteMap(
      madeMap(100, 90, () => 0.5),
      2500,
    );
    expect([width, height, scale]).toEqual([50, 45, 2]);
  });
});

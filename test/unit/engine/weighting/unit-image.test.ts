import { describe, expect, it } from 'vitest';
import { toUnitImage } from '../../../../src/engine/weighting/unit-image';
import { Problem } from '../../../../src/shared/problem';

describe('the unit image', () => {
  it('is clamp((x - lo) / (hi - lo), 0, 1) per channel', () => {
    const image = { width: 2, height: 1, channels: 2, depth: 16, data: Uint16Array.of(100, 5, 400, 15) } as const;
    const { data } = toUnitImage(image, [200, 0], [400, 20], 2);
    expect([...data]).toEqual([0, 0.25, 1, 0.75]);
  });

  it('gives every 8-bit value its exact quotient', () => {
    const values = Uint8Array.from({ length: 256 }, (_, i) => i);
    const { data } = toUnitImage({ width: 256, height: 1, channels: 1, depth: 8, data: values }, [0], [255], 1);
    for (let value = 0; value < 256; value++) expect(data[value]).toBe(Math.fround(value / 255));
  });

  it('is 0 where a channel has no range and where a value is not a number', () => {
    const data = Float32Array.of(3, Number.NaN, Number.POSITIVE_INFINITY);
    const image = { width: 3, height: 1, channels: 1, depth: 32, data } as const;
    expect([...toUnitImage(image, [1], [1], 1).data]).toEqual([0, 0, 0]);
    expect([...toUnitImage(image, [1], [5], 1).data]).toEqual([0.5, 0, 1]);
  });

  it('repeats grey and takes the mean of colours', () => {
    const grey = { width: 1, height: 1, channels: 1, depth: 8, data: Uint8Array.of(51) } as const;
    expect([...toUnitImage(grey, [0], [255], 3).data]).toEqual([0.2, 0.2, 0.2].map(Math.fround));
    const rgb = { width: 1, height: 1, channels: 3, depth: 8, data: Uint8Array.of(0, 102, 204) } as const;
    expect(toUnitImage(rgb, [0], [255], 1).data[0]).toBeCloseTo(0.4, 6);
  });

  it('refuses numbers of channels that do not go together, by naming both', () => {
    const image = { width: 1, height: 1, channels: 4, depth: 8, data: new Uint8Array(4) } as const;
    const attempt = (): unknown => toUnitImage(image, [0], [255], 3);
    expect(attempt).toThrow(Problem);
    expect(attempt).toThrow(/4 channels.* 3/);
  });
});

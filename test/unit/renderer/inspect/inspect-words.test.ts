import { describe, expect, it } from 'vitest';
import {
  endWords,
  neighbourInSet,
  restWords,
  shortScore,
  valueWords,
} from '../../../../src/renderer/inspect/inspect-words';
import type { InspectedSet } from '../../../../src/shared/contract/inspect';
import { imageIdSchema } from '../../../../src/shared/ids';

function images(count: number): InspectedSet['images'] {
  return Array.from({ length: count }, (_, index) => ({
    id: imageIdSchema.parse(index.toString(16).padStart(16, '0')),
    name: `${index}.png`,
    thumbnail: '',
    meanIou: index / count,
  }));
}

describe('numbers on Inspect', () => {
  it('are as long as there is room for', () => {
    expect([0, 9.123, 0.0213, 123.4].map(endWords)).toEqual(['0', '9.1', '0.021', '123']);
    expect([null, 0, 0.927, 0.00012, 123.45].map(valueWords)).toEqual(['–', '0.000', '0.927', '1.2e-4', '123.5']);
    expect([null, 0.585].map(shortScore)).toEqual(['–', '0.58']);
  });
});

describe('going through a scored set', () => {
  const set = images(3);

  it('begins with the worst, and ends at its ends', () => {
    expect(neighbourInSet(set, null, 1)?.name).toBe('0.png');
    expect(neighbourInSet(set, set[0].id, 1)?.name).toBe('1.png');
    expect(neighbourInSet(set, set[1].id, -1)?.name).toBe('0.png');
    expect(neighbourInSet(set, set[2].id, 1)).toBeNull();
    expect(neighbourInSet([], null, 1)).toBeNull();
  });

  it('says how many images are not listed', () => {
    expect(restWords({ images: images(100) })).toBeNull();
    expect(restWords({ images: images(101) })).toBe('1 better image not listed.');
    expect(restWords({ images: images(340) })).toBe('240 better images not listed.');
  });
});

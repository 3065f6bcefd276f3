import { describe, expect, it } from 'vitest';
import { BEGINNING, type HistoryList, sharedOnTheWay } from '../../../../src/renderer/paint/history-list';
import { sharedWarning } from '../../../../src/renderer/paint/history-words';

const shared = (place: number) => ({
  place,
  editId: place + 1,
  kind: 'remove-class',
  label: `Remove ${place}`,
  at: '',
  isUndone: false,
  images: 24,
});
const list: HistoryList = { total: 10, standing: 6, rows: new Map(), shared: [shared(2), shared(5), shared(8)] };
const onTheWay = (place: number): number[] => sharedOnTheWay(list, place).map((each) => each.place);

describe('what going to a step does in other images', () => {
  it('is undone where the step lies before it, and done again where it lies after', () => {
    expect(onTheWay(BEGINNING)).toEqual([2, 5]);
    expect(onTheWay(3)).toEqual([5]);
    expect(onTheWay(9)).toEqual([8]);
  });

  it('is nothing where such a step itself is what is seen, before or after', () => {
    expect(onTheWay(5)).toEqual([]);
    expect(onTheWay(7)).toEqual([]);
  });

  it('is said before', () => {
    expect(sharedWarning([], true)).toBeNull();
    expect(sharedWarning([shared(2)], true)).toBe('Also undoes “Remove 2” in 24 images.');
    expect(sharedWarning([shared(2), shared(5)], false)).toBe(
      'Also does again “Remove 2” in 24 images, and another such act.',
    );
  });
});

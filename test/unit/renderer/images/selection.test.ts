import { describe, expect, it } from 'vitest';
import { noSelection, only, ranged, rangeOf, toggled } from '../../../../src/renderer/images/selection';
import { imageIdSchema } from '../../../../src/shared/ids';

const id = (n: number) => imageIdSchema.parse(n.toString(16).padStart(16, '0'));

describe('a selection', () => {
  it('is one image after a click', () => {
    expect(only(id(3), 3)).toEqual({ ids: new Set([id(3)]), active: 3, anchor: 3 });
  });

  it('gains and loses an image by a toggle', () => {
    const two = toggled(only(id(1), 1), id(2), 2);
    expect(two.ids).toEqual(new Set([id(1), id(2)]));
    expect(toggled(two, id(1), 1).ids).toEqual(new Set([id(2)]));
  });

  it('reaches from its anchor however often the range is drawn anew', () => {
    const first = ranged(only(id(5), 5), [id(5), id(6), id(7)], 7);
    expect(first.anchor).toBe(5);
    expect(ranged(first, [id(4), id(5)], 4)).toEqual({ ids: new Set([id(4), id(5)]), active: 4, anchor: 5 });
  });

  it('holds both ends of a range, in either direction', () => {
    expect(rangeOf(5, 7)).toEqual({ offset: 5, limit: 3 });
    expect(rangeOf(7, 5)).toEqual({ offset: 5, limit: 3 });
    expect(rangeOf(0, 0)).toEqual({ offset: 0, limit: 1 });
  });

  it('starts with nothing', () => {
    expect(noSelection.ids.size).toBe(0);
  });
});

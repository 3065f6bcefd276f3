import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brushStroke } from '../../../../src/shared/labels/brush';
import { applyEdit, type LabelEdit } from '../../../../src/shared/labels/edit';
import { floodFill } from '../../../../src/shared/labels/flood-fill';
import { replaceClass } from '../../../../src/shared/labels/replace';
import { emptyTileMap, type TileMap, toLabelMap } from '../../../../src/shared/labels/tile-map';
import { hasSameBytes, madeMap, runs } from './made-maps';

/** What a person may do next to a map. */
const act = fc.oneof(
  fc.record({
    kind: fc.constant('stroke' as const),
    points: fc.array(fc.record({ x: fc.nat(700), y: fc.nat(700) }), { minLength: 1, maxLength: 3 }),
    label: fc.constantFrom(0, 1, 2, 255),
  }),
  fc.record({
    kind: fc.constant('fill' as const),
    x: fc.nat(699),
    y: fc.nat(699),
    label: fc.constantFrom(0, 1, 2, 255),
  }),
  fc.record({ kind: fc.constant('delete' as const), label: fc.constantFrom(1, 2, 255) }),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

function editOf(map: TileMap, done: Act): LabelEdit {
  switch (done.kind) {
    case 'stroke':
      return brushStroke(map, done.points, { shape: 'round', radius: 30 }, done.label);
    case 'fill':
      return floodFill(map, done.x % map.width, done.y % map.height, done.label);
    case 'delete':
      return replaceClass(map, done.label, 0);
  }
}

describe('a label edit', () => {
  it('holds what was there and what is there after it, tile by tile', () => {
    fc.assert(
      fc.property(madeMap(), act, (map, done) => {
        const edit = editOf(map, done);
        const back = edit.map(({ before, after, ...at }) => ({ ...at, before: after, after: before }));
        const undone = applyEdit(applyEdit(map, edit), back);
        expect(hasSameBytes(toLabelMap(undone).data, toLabelMap(map).data)).toBe(true);
        expect(undone.tiles.size).toBe(map.tiles.size);
        expect(new Set(edit.map(({ tileX, tileY }) => `${tileX},${tileY}`)).size).toBe(edit.length);
      }),
      runs(40),
    );
  });

  it('leaves the map it was made on unchanged, and shares the tiles it does not touch', () => {
    const empty = emptyTileMap(600, 600);
    const map = applyEdit(empty, brushStroke(empty, [{ x: 500, y: 500 }], { shape: 'round', radius: 5 }, 3));
    const before = toLabelMap(map);
    const edit = brushStroke(map, [{ x: 10, y: 10 }], { shape: 'round', radius: 5 }, 4);
    const after = applyEdit(map, edit);
    expect(hasSameBytes(toLabelMap(map).data, before.data)).toBe(true);
    expect(edit).toMatchObject([{ tileX: 0, tileY: 0 }]);
    expect(after.tiles.get(4)).toBe(map.tiles.get(4));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brushStroke } from '../../../../src/shared/labels/brush';
import { classCountChanges, classCounts } from '../../../../src/shared/labels/class-counts';
import {
  applyEdit,
  composeEdits,
  editFits,
  invertEdit,
  type LabelEdit,
  touchedTiles,
  xorTile,
} from '../../../../src/shared/labels/edit';
import { floodFill } from '../../../../src/shared/labels/flood-fill';
import { replaceClass } from '../../../../src/shared/labels/replace';
import { emptyTileMap, TILE_BYTES, type TileMap, toLabelMap } from '../../../../src/shared/labels/tile-map';
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

const same = (a: TileMap, b: TileMap): void => expect(hasSameBytes(toLabelMap(a).data, toLabelMap(b).data)).toBe(true);

describe('a label edit', () => {
  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(madeMap(), act, (map, done) => {
        const edit = editOf(map, done);
        const back = applyEdit(applyEdit(map, edit), invertEdit(edit));
        same(back, map);
        expect(back.tiles.size).toBe(map.tiles.size);
      }),
      runs(40),
    );
  });

  it('composes to the effect of one after the other', () => {
    fc.assert(
      fc.property(madeMap(), act, act, (map, one, two) => {
        const first = editOf(map, one);
        const between = applyEdit(map, first);
        const second = editOf(between, two);
        const whole = composeEdits(first, second);
        same(applyEdit(map, whole), applyEdit(between, second));
        expect(editFits(map, whole)).toBe(true);
        expect(new Set(whole.map(({ tileX, tileY }) => `${tileX},${tileY}`)).size).toBe(whole.length);
      }),
      runs(40),
    );
  });

  it('composed with its inverse is no edit', () => {
    fc.assert(
      fc.property(madeMap(), act, (map, done) => {
        const edit = editOf(map, done);
        expect(composeEdits(edit, invertEdit(edit))).toEqual([]);
      }),
      runs(20),
    );
  });

  it('leaves the map it was made on unchanged, and shares the tiles it does not touch', () => {
    const empty = emptyTileMap(600, 600);
    const map = applyEdit(empty, brushStroke(empty, [{ x: 500, y: 500 }], { shape: 'round', radius: 5 }, 3));
    const before = toLabelMap(map);
    const edit = brushStroke(map, [{ x: 10, y: 10 }], { shape: 'round', radius: 5 }, 4);
    const after = applyEdit(map, edit);
    expect(hasSameBytes(toLabelMap(map).data, before.data)).toBe(true);
    expect(touchedTiles(edit)).toEqual([{ tileX: 0, tileY: 0 }]);
    expect(after.tiles.get(4)).toBe(map.tiles.get(4));
  });

  it('says when it was made on another state of the map', () => {
    const map = emptyTileMap(100, 100);
    const edit = brushStroke(map, [{ x: 10, y: 10 }], { shape: 'round', radius: 3 }, 1);
    const painted = applyEdit(map, brushStroke(map, [{ x: 12, y: 10 }], { shape: 'round', radius: 3 }, 2));
    expect(editFits(map, edit)).toBe(true);
    expect(editFits(painted, edit)).toBe(false);
  });

  it('changes the counts by what the maps differ in', () => {
    fc.assert(
      fc.property(madeMap(), act, (map, done) => {
        const edit = editOf(map, done);
        const changes = classCountChanges(edit);
        const [before, after] = [classCounts(map), classCounts(applyEdit(map, edit))];
        expect(Array.from(after, (count, id) => count - before[id])).toEqual(Array.from(changes));
      }),
      runs(40),
    );
  });
});

describe('class counts', () => {
  it('equal a count pixel by pixel, the unpainted ones included', () => {
    fc.assert(
      fc.property(madeMap(), (map) => {
        const counts = new Uint32Array(256);
        for (const label of toLabelMap(map).data) counts[label]++;
        expect(classCounts(map)).toEqual(counts);
      }),
      runs(30),
    );
  });
});

describe('the XOR delta of a tile', () => {
  it('turns either side into the other', () => {
    const a = Uint8Array.from({ length: TILE_BYTES }, (_, i) => i * 7);
    const b = Uint8Array.from({ length: TILE_BYTES }, (_, i) => i >> 3);
    const delta = xorTile(a, b);
    expect(xorTile(a, delta)).toEqual(b);
    expect(xorTile(b, delta)).toEqual(a);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionAt } from '../../../../src/shared/labels/components';
import { type CopiedPart, copyLabels, paintedLabels } from '../../../../src/shared/labels/copy';
import { applyEdit } from '../../../../src/shared/labels/edit';
import { ruleTable } from '../../../../src/shared/labels/paint-rule';
import { inOneGo } from '../../../../src/shared/labels/steps';
import { fromLabelMap, type TileMap, toLabelMap } from '../../../../src/shared/labels/tile-map';
import { crumbledMap, hasSameBytes, madeMap, runs } from './made-maps';

const anyMap = fc.oneof(crumbledMap(), madeMap(300));
const table: (number | undefined)[] = Array.from({ length: 256 }, (_, label) =>
  label === 2 ? undefined : label === 1 ? 40 : label,
);

/** Pixel by pixel: the plain form of copying. */
function naiveCopy(map: TileMap, from: TileMap, isPart: (x: number, y: number) => boolean): Uint8Array {
  const { data } = toLabelMap(map);
  const source = toLabelMap(from);
  for (let y = 0; y < Math.min(map.height, from.height); y++) {
    for (let x = 0; x < Math.min(map.width, from.width); x++) {
      const label = table[source.data[y * from.width + x]];
      if (label !== undefined && isPart(x, y)) data[y * map.width + x] = label;
    }
  }
  return data;
}
const copied = (map: TileMap, from: TileMap, part: CopiedPart): Uint8Array =>
  toLabelMap(applyEdit(map, inOneGo(copyLabels(map, from, part, table)))).data;

describe('labels of another map', () => {
  it('are copied whole, each as what the table says, where both maps have the pixel', () => {
    fc.assert(
      fc.property(anyMap, anyMap, (map, from) => {
        expect(
          hasSameBytes(
            copied(map, from, { kind: 'whole' }),
            naiveCopy(map, from, () => true),
          ),
        ).toBe(true);
      }),
      runs(30),
    );
  });

  it('are copied within a rectangle', () => {
    const side = fc.integer({ min: -20, max: 320 });
    fc.assert(
      fc.property(anyMap, anyMap, side, side, fc.nat(300), fc.nat(300), (map, from, x, y, width, height) => {
        const reference = naiveCopy(map, from, (px, py) => px >= x && py >= y && px < x + width && py < y + height);
        const part: CopiedPart = { kind: 'window', window: { x, y, width, height } };
        expect(hasSameBytes(copied(map, from, part), reference)).toBe(true);
      }),
      runs(30),
    );
  });

  it('are copied of one region alone', () => {
    const map = fromLabelMap({ width: 4, height: 2, data: Uint8Array.from([5, 5, 5, 5, 5, 5, 5, 5]) });
    const from = fromLabelMap({ width: 4, height: 2, data: Uint8Array.from([3, 3, 0, 3, 0, 3, 0, 3]) });
    const region = inOneGo(regionAt(from, 0, 0, 8));
    expect(region && [...copied(map, from, { kind: 'spans', spans: region.spans })]).toEqual([3, 3, 5, 5, 5, 3, 5, 5]);
  });

  it('fill only what is unpainted where the rule says so', () => {
    const map = fromLabelMap({ width: 4, height: 1, data: Uint8Array.from([0, 7, 0, 7]) });
    const from = fromLabelMap({ width: 4, height: 1, data: Uint8Array.from([1, 1, 0, 0]) });
    const rule = ruleTable({ over: 'unpainted' }, null);
    const edit = inOneGo(copyLabels(map, from, { kind: 'whole' }, paintedLabels(), rule));
    expect([...toLabelMap(applyEdit(map, edit)).data]).toEqual([1, 7, 0, 7]);
  });
});

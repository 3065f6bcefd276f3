import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionAt } from '../../../../src/shared/labels/components';
import { applyEdit, type LabelEdit } from '../../../../src/shared/labels/edit';
import {
  fillClassHoles,
  fillRegionHoles,
  fillToBoundary,
  removeSpecks,
  replaceRegion,
} from '../../../../src/shared/labels/region-fill';
import { inOneGo } from '../../../../src/shared/labels/steps';
import { fromLabelMap, type TileMap, toLabelMap } from '../../../../src/shared/labels/tile-map';
import { crumbledMap, hasSameBytes, madeMap, runs } from './made-maps';
import { naiveComponents, touchesBorder } from './naive-components';

const painted = (map: TileMap, edit: LabelEdit): Uint8Array => toLabelMap(applyEdit(map, edit)).data;
const anyMap = fc.oneof(crumbledMap(), madeMap(300));
const drawn = (...lines: string[]): TileMap =>
  fromLabelMap({ width: lines[0].length, height: lines.length, data: Uint8Array.from(lines.join(''), Number) });
const shown = (map: TileMap, edit: LabelEdit): string[] => {
  const text = [...painted(map, edit)].join('');
  return Array.from({ length: map.height }, (_, y) => text.slice(y * map.width, (y + 1) * map.width));
};
const locks = (label: number): Uint8Array => {
  const table = new Uint8Array(256);
  table[label] = 1;
  return table;
};

describe('filling to a boundary', () => {
  it('paints everything that can be reached without crossing the boundary class', () => {
    fc.assert(
      fc.property(anyMap, fc.nat(), fc.nat(), fc.constantFrom(1, 2), (map, sx, sy, boundary) => {
        const at = (sy % map.height) * map.width + (sx % map.width);
        const labels = toLabelMap(map);
        const reached = naiveComponents(labels, (label) => label !== boundary, 4).find((one) => one.includes(at));
        const expected = labels.data.slice();
        for (const pixel of reached ?? []) expected[pixel] = 9;
        const edit = inOneGo(fillToBoundary(map, sx % map.width, sy % map.height, boundary, 9));
        expect(hasSameBytes(painted(map, edit), expected)).toBe(true);
      }),
      runs(40),
    );
  });

  it('passes locked pixels without painting them', () => {
    const map = drawn('0200', '1111', '0000');
    expect(shown(map, inOneGo(fillToBoundary(map, 0, 0, 1, 3, locks(2))))).toEqual(['3233', '1111', '0000']);
  });
});

describe('filling holes', () => {
  it('of a class paints what does not reach the border of the image', () => {
    fc.assert(
      fc.property(anyMap, fc.constantFrom(1, 2), fc.constantFrom(1, 7, Number.POSITIVE_INFINITY), (map, of, most) => {
        const labels = toLabelMap(map);
        const expected = labels.data.slice();
        for (const hole of naiveComponents(labels, (label) => label !== of, 4)) {
          if (touchesBorder(hole, labels) || hole.length > most) continue;
          for (const pixel of hole) expected[pixel] = 8;
        }
        expect(hasSameBytes(painted(map, inOneGo(fillClassHoles(map, of, 8, most))), expected)).toBe(true);
      }),
      runs(60),
    );
  });

  it('of a region fills what it encloses, islands included, and no other hole', () => {
    const map = drawn('1111000', '1001111', '1021101', '1111111');
    const region = inOneGo(regionAt(drawn('1111000', '1001000', '1021000', '1111000'), 0, 0, 8));
    expect(region).not.toBeNull();
    if (region === null) return;
    expect(shown(map, fillRegionHoles(map, region, 5))).toEqual(['1111000', '1551111', '1551101', '1111111']);
    expect(shown(map, fillRegionHoles(map, region, 5, 3))).toEqual(shown(map, []));
    expect(shown(map, fillRegionHoles(map, region, 5, 4, locks(2)))[2]).toBe('1521101');
  });

  it('of the regions of a class one by one is filling the holes of the class, but for holes of several', () => {
    fc.assert(
      fc.property(crumbledMap(40, 4), (map) => {
        const labels = toLabelMap(map);
        const expected = labels.data.slice();
        for (const region of naiveComponents(labels, (label) => label === 1, 8)) {
          const alone = labels.data.map(() => 0);
          for (const pixel of region) alone[pixel] = 1;
          const { width, height } = labels;
          for (const hole of naiveComponents({ width, height, data: alone }, (label) => label === 0, 4)) {
            // What only the image's border closes is no hole.
            if (touchesBorder(hole, labels)) continue;
            for (const pixel of hole) expected[pixel] = 1;
          }
        }
        let filled = map;
        for (const [first] of naiveComponents(labels, (label) => label === 1, 8)) {
          const region = inOneGo(regionAt(map, first % map.width, Math.floor(first / map.width), 8));
          if (region !== null) filled = applyEdit(filled, fillRegionHoles(filled, region, 1));
        }
        expect(hasSameBytes(toLabelMap(filled).data, expected)).toBe(true);
      }),
      runs(40),
    );
  });

  it('leaves a corner in the image open, which a region and the border enclose', () => {
    const map = drawn('0100', '1100', '0000');
    expect(inOneGo(fillClassHoles(map, 1, 1))).toEqual([]);
  });
});

describe('removing specks', () => {
  it('replaces the components below a number of pixels, and no other', () => {
    fc.assert(
      fc.property(
        anyMap,
        fc.nat(3),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom<4 | 8>(4, 8),
        (map, of, below, near) => {
          const labels = toLabelMap(map);
          const expected = labels.data.slice();
          for (const speck of naiveComponents(labels, (label) => label === of, near)) {
            if (speck.length < below) for (const pixel of speck) expected[pixel] = 6;
          }
          expect(hasSameBytes(painted(map, inOneGo(removeSpecks(map, of, below, 6, near))), expected)).toBe(true);
        },
      ),
      runs(60),
    );
  });

  it('takes the label that most of a speck borders on', () => {
    const map = drawn('22233', '21133', '22233');
    expect(shown(map, inOneGo(removeSpecks(map, 1, 9, 'surrounding')))).toEqual(['22233', '22233', '22233']);
  });

  it('closes gaps between regions where the label is 0', () => {
    const map = drawn('11022', '11022', '11022');
    expect(shown(map, inOneGo(removeSpecks(map, 0, 4, 'surrounding')))).toEqual(['11122', '11122', '11122']);
  });

  it('leaves an image that is nothing but one speck, and locked ones', () => {
    expect(inOneGo(removeSpecks(drawn('11', '11'), 1, 9, 'surrounding'))).toEqual([]);
    expect(inOneGo(removeSpecks(drawn('010'), 1, 9, 0, 8, locks(1)))).toEqual([]);
  });
});

describe('replacing a region', () => {
  it('sets its pixels and leaves equal labels elsewhere', () => {
    const map = drawn('1101', '0001');
    const region = inOneGo(regionAt(map, 3, 1, 4));
    expect(region && shown(map, replaceRegion(map, region, 2))).toEqual(['1102', '0002']);
  });
});

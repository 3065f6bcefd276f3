import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionAt } from '../../../../src/shared/labels/components';
import { applyEdit } from '../../../../src/shared/labels/edit';
import { growSubject, shrinkSubject, smoothSubject } from '../../../../src/shared/labels/morphology';
import { type EditSteps, inOneGo } from '../../../../src/shared/labels/steps';
import { classSubject, regionSubject } from '../../../../src/shared/labels/subject';
import { emptyTileMap, fromLabelMap, type TileMap, toLabelMap } from '../../../../src/shared/labels/tile-map';
import { crumbledMap, hasSameBytes, paintedByPixel, runs } from './made-maps';
import { scannedComponents } from './scanned-components';

/** Small maps, and strips and columns that go over the border of a part. */
const anyMap = fc.oneof(crumbledMap(50), crumbledMap(50), stripMap());
const radius = fc.integer({ min: 0, max: 22 }).map((n) => n / 4);
const changed = (map: TileMap, steps: EditSteps): Uint8Array => toLabelMap(applyEdit(map, inOneGo(steps))).data;
const locks = (label: number): Uint8Array => Uint8Array.from({ length: 256 }, (_, i) => (i === label ? 1 : 0));

function stripMap(): fc.Arbitrary<TileMap> {
  return fc.tuple(crumbledMap(12), fc.boolean(), fc.integer({ min: 480, max: 505 })).map(([crumbs, isWide, shift]) => {
    const small = toLabelMap(crumbs);
    const size = isWide ? { width: 540, height: small.height } : { width: small.width, height: 540 };
    const data = new Uint8Array(size.width * size.height);
    small.data.forEach((label, i) => {
      const x = (i % small.width) + (isWide ? shift : 0);
      const y = Math.floor(i / small.width) + (isWide ? 0 : shift);
      data[y * size.width + x] = label;
    });
    return fromLabelMap({ ...size, data });
  });
}

/** Whether some pixel of the image within the distance answers yes. */
function someWithin(map: TileMap, x: number, y: number, r: number, isIt: (at: number) => boolean): boolean {
  return counted(map, x, y, r, isIt).yes > 0;
}

function counted(
  map: TileMap,
  x: number,
  y: number,
  r: number,
  isIt: (at: number) => boolean,
): { yes: number; all: number } {
  let yes = 0;
  let all = 0;
  for (let dy = -Math.floor(r); dy <= r; dy++) {
    for (let dx = -Math.floor(r); dx <= r; dx++) {
      if (dx * dx + dy * dy > r * r) continue;
      if (x + dx < 0 || y + dy < 0 || x + dx >= map.width || y + dy >= map.height) continue;
      all++;
      if (isIt((y + dy) * map.width + x + dx)) yes++;
    }
  }
  return { yes, all };
}

describe('growing a class', () => {
  it('reaches the pixels within the Euclidean distance, and no other', () => {
    fc.assert(
      fc.property(anyMap, radius, (map, r) => {
        const { data } = toLabelMap(map);
        const reference = paintedByPixel(map, 1, (x, y) => someWithin(map, x, y, r, (at) => data[at] === 1));
        expect(hasSameBytes(changed(map, growSubject(map, classSubject(map, 1), r)), reference)).toBe(true);
      }),
      runs(60),
    );
  });

  it('leaves locked labels, and changes nothing by radius 0', () => {
    const map = fromLabelMap({ width: 5, height: 1, data: Uint8Array.from([0, 2, 1, 0, 2]) });
    expect([...changed(map, growSubject(map, classSubject(map, 1), 2, locks(2)))]).toEqual([1, 2, 1, 1, 2]);
    expect(inOneGo(growSubject(map, classSubject(map, 1), 0))).toEqual([]);
  });

  it('refuses a radius that is no length', () => {
    const map = emptyTileMap(5, 5);
    for (const r of [-1, Number.NaN, 1001]) {
      expect(() => inOneGo(growSubject(map, classSubject(map, 1), r))).toThrow(RangeError);
    }
  });
});

describe('shrinking a class', () => {
  it('takes the pixels within the distance of another label, but not along the edge of the image', () => {
    fc.assert(
      fc.property(anyMap, radius, fc.constantFrom(0, 3), (map, r, to) => {
        const { data } = toLabelMap(map);
        const reference = paintedByPixel(
          map,
          to,
          (x, y) => data[y * map.width + x] === 1 && someWithin(map, x, y, r, (at) => data[at] !== 1),
        );
        expect(hasSameBytes(changed(map, shrinkSubject(map, classSubject(map, 1), r, to)), reference)).toBe(true);
      }),
      runs(60),
    );
  });

  it('is growing everything else', () => {
    fc.assert(
      fc.property(anyMap, radius, (map, r) => {
        const binary = fromLabelMap({ ...toLabelMap(map), data: toLabelMap(map).data.map((l) => (l === 1 ? 1 : 2)) });
        const shrunk = changed(binary, shrinkSubject(binary, classSubject(binary, 1), r, 2));
        expect(hasSameBytes(shrunk, changed(binary, growSubject(binary, classSubject(binary, 2), r)))).toBe(true);
      }),
      runs(30),
    );
  });
});

describe('a region', () => {
  it('is changed alone: other regions of its class stay', () => {
    const line = (text: string): number[] => Array.from(text, Number);
    const map = fromLabelMap({ width: 11, height: 1, data: Uint8Array.from(line('11100001110')) });
    const region = inOneGo(regionAt(map, 0, 0, 8));
    expect(region).not.toBeNull();
    if (region === null) return;
    const shape = regionSubject(region);
    expect([...changed(map, growSubject(map, shape, 1))]).toEqual(line('11110001110'));
    expect([...changed(map, shrinkSubject(map, shape, 1, 0))]).toEqual(line('11000001110'));
  });

  it('grown with all others of its class, one by one, is the class grown', () => {
    fc.assert(
      fc.property(crumbledMap(40), radius, (map, r) => {
        let grown = map;
        for (const { first } of inOneGo(scannedComponents(map, 1, 8))) {
          const region = inOneGo(regionAt(map, first.x, first.y, 8));
          if (region !== null) grown = applyEdit(grown, inOneGo(growSubject(grown, regionSubject(region), r)));
        }
        const whole = changed(map, growSubject(map, classSubject(map, 1), r));
        expect(hasSameBytes(toLabelMap(grown).data, whole)).toBe(true);
      }),
      runs(20),
    );
  });
});

describe('smoothing', () => {
  it('follows the majority of the disc around a pixel', () => {
    fc.assert(
      fc.property(anyMap, radius, (map, r) => {
        const { data } = toLabelMap(map);
        const reference = data.slice();
        for (let y = 0; y < map.height; y++) {
          for (let x = 0; x < map.width; x++) {
            const { yes, all } = counted(map, x, y, r, (at) => data[at] === 1);
            const at = y * map.width + x;
            if (2 * yes > all) reference[at] = 1;
            else if (2 * yes < all && data[at] === 1) reference[at] = 3;
          }
        }
        expect(hasSameBytes(changed(map, smoothSubject(map, classSubject(map, 1), r, 3)), reference)).toBe(true);
      }),
      runs(50),
    );
  });

  it('gives lost pixels to a label that none of the others is nearer than', () => {
    fc.assert(
      fc.property(anyMap, radius, (map, r) => {
        const { data } = toLabelMap(map);
        const smooth = changed(map, smoothSubject(map, classSubject(map, 1), r, 'nearest'));
        for (let at = 0; at < data.length; at++) {
          if (data[at] !== 1 || smooth[at] === 1) continue;
          let nearest = Number.POSITIVE_INFINITY;
          let own = Number.POSITIVE_INFINITY;
          const x = at % map.width;
          const y = Math.floor(at / map.width);
          for (let dy = -6; dy <= 6; dy++) {
            for (let dx = -6; dx <= 6; dx++) {
              if (x + dx < 0 || y + dy < 0 || x + dx >= map.width || y + dy >= map.height) continue;
              const label = data[at + dy * map.width + dx];
              if (label !== 1) nearest = Math.min(nearest, dx * dx + dy * dy);
              if (label === smooth[at]) own = Math.min(own, dx * dx + dy * dy);
            }
          }
          expect(own).toBe(nearest);
        }
      }),
      runs(30),
    );
  });

  it('treats a class and its ground alike', () => {
    fc.assert(
      fc.property(anyMap, radius, (map, r) => {
        const binary = fromLabelMap({ ...toLabelMap(map), data: toLabelMap(map).data.map((l) => (l === 1 ? 1 : 2)) });
        const one = changed(binary, smoothSubject(binary, classSubject(binary, 1), r, 2));
        expect(hasSameBytes(one, changed(binary, smoothSubject(binary, classSubject(binary, 2), r, 1)))).toBe(true);
      }),
      runs(30),
    );
  });

  it('leaves a straight edge where it is and takes a hair from it', () => {
    const width = 40;
    const data = Uint8Array.from({ length: width * 40 }, (_, i) => (i % width < 20 ? 1 : 0));
    const straight = fromLabelMap({ width, height: 40, data });
    expect(inOneGo(smoothSubject(straight, classSubject(straight, 1), 4, 0))).toEqual([]);
    const hairy = fromLabelMap({ width, height: 40, data: data.map((l, i) => (Math.floor(i / width) === 20 ? 1 : l)) });
    const smooth = changed(hairy, smoothSubject(hairy, classSubject(hairy, 1), 4, 0));
    const row = (y: number): string => smooth.subarray(y * width, (y + 1) * width).join('');
    expect(row(5)).toBe('1'.repeat(20) + '0'.repeat(20));
    expect(row(20).slice(24)).toBe('0'.repeat(16));
  });
});

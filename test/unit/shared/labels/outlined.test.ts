import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../src/shared/labels/edit';
import { growSubject } from '../../../../src/shared/labels/morphology';
import { areWithin, editWithin, outlinedSubject, replacePainted } from '../../../../src/shared/labels/outlined';
import { isInsidePolygon, polygonSpans } from '../../../../src/shared/labels/polygon';
import { fillClassHoles, removeSpecks } from '../../../../src/shared/labels/region-fill';
import type { Spans } from '../../../../src/shared/labels/spans';
import { inOneGo } from '../../../../src/shared/labels/steps';
import { classSubject } from '../../../../src/shared/labels/subject';
import { type TileMap, toLabelMap } from '../../../../src/shared/labels/tile-map';
import { crumbledMap, hasSameBytes, runs } from './made-maps';
import { naiveComponents } from './naive-components';

const corner = fc.record({ x: fc.integer({ min: -20, max: 320 }), y: fc.integer({ min: -20, max: 320 }) });
const ring = fc.array(corner, { minLength: 3, maxLength: 7 });
/** Over several tiles, and within one. */
const anyMap = fc.oneof(crumbledMap(60), crumbledMap(300, 240));
const labels = (map: TileMap): Uint8Array => toLabelMap(map).data;

/** 1 for each pixel of the map that is one of the spans'. */
function inside(spans: Spans, { width, height }: TileMap): Uint8Array {
  const data = new Uint8Array(width * height);
  for (let i = 0; i < spans.length; i += 3)
    data.fill(1, spans[i] * width + spans[i + 1], spans[i] * width + spans[i + 2]);
  return data;
}

/** Labels of the second where the spans are, else of the first. */
function mixed(outside: Uint8Array, within: Uint8Array, where: Uint8Array): Uint8Array {
  return outside.map((label, at) => (where[at] === 1 ? within[at] : label));
}

describe('the pixels of a shape', () => {
  it('are those inside its ring that lie on the image', () => {
    fc.assert(
      fc.property(anyMap, ring, (map, corners) => {
        const found = inside(polygonSpans([corners], map), map);
        for (let at = 0; at < found.length; at++) {
          const [x, y] = [at % map.width, Math.floor(at / map.width)];
          if (found[at] !== Number(isInsidePolygon([corners], x + 0.5, y + 0.5)))
            expect([x, y]).toBe('as the ring says');
        }
      }),
      runs(15),
    );
  });

  it('hold others where none of those lies outside', () => {
    fc.assert(
      fc.property(crumbledMap(40), ring, ring, (map, some, others) => {
        const a = polygonSpans([some], map);
        const b = polygonSpans([others], map);
        const outer = inside(b, map);
        expect(areWithin(a, b)).toBe(inside(a, map).every((value, at) => value <= outer[at]));
        expect([areWithin(a, a), areWithin(new Int32Array(0), b)]).toEqual([true, true]);
      }),
      runs(200),
    );
  });
});

describe('a change inside of a shape', () => {
  it('is the change of the whole class, and nothing outside', () => {
    fc.assert(
      fc.property(anyMap, ring, fc.integer({ min: 0, max: 9 }), (map, corners, radius) => {
        const spans = polygonSpans([corners], map);
        const whole = labels(applyEdit(map, inOneGo(growSubject(map, classSubject(map, 1), radius))));
        const edit = editWithin(inOneGo(growSubject(map, outlinedSubject(map, 1, spans), radius)), spans);
        const expected = mixed(labels(map), whole, inside(spans, map));
        expect(hasSameBytes(labels(applyEdit(map, edit)), expected)).toBe(true);
      }),
      runs(25),
    );
  });

  it('takes specks and holes that lie wholly in it, and leaves those that its line cuts', () => {
    fc.assert(
      fc.property(crumbledMap(50), ring, (map, corners) => {
        const spans = polygonSpans([corners], map);
        const where = inside(spans, map);
        const before = toLabelMap(map);
        const specks = labels(applyEdit(map, inOneGo(removeSpecks(map, 1, 40, 2, 8, null, spans))));
        const filled = labels(applyEdit(map, inOneGo(fillClassHoles(map, 1, 1, 40, null, spans))));
        for (const component of naiveComponents(before, (label) => label === 1, 8)) {
          const isTaken = component.length < 40 && component.every((at) => where[at] === 1);
          expect(component.every((at) => specks[at] === (isTaken ? 2 : 1))).toBe(true);
        }
        for (let at = 0; at < filled.length; at++) {
          if (where[at] === 0 && filled[at] !== before.data[at]) expect(at).toBe('unchanged outside');
        }
      }),
      runs(60),
    );
  });

  it('replaces what is painted and not locked', () => {
    fc.assert(
      fc.property(anyMap, ring, (map, corners) => {
        const spans = polygonSpans([corners], map);
        const locked = new Uint8Array(256);
        locked[2] = 1;
        const before = labels(map);
        const expected = mixed(
          before,
          before.map((label) => (label === 0 || label === 2 ? label : 9)),
          inside(spans, map),
        );
        expect(hasSameBytes(labels(applyEdit(map, replacePainted(map, spans, 9, locked))), expected)).toBe(true);
      }),
      runs(25),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectedSpans, regionAt } from '../../../../src/shared/labels/components';
import { labelsBut } from '../../../../src/shared/labels/label-rows';
import type { Spans } from '../../../../src/shared/labels/spans';
import { inOneGo } from '../../../../src/shared/labels/steps';
import { fromLabelMap, type TileMap, toLabelMap } from '../../../../src/shared/labels/tile-map';
import { crumbledMap, madeMap, runs } from './made-maps';
import { naiveComponents } from './naive-components';
import { scannedComponents } from './scanned-components';

const connectivity = fc.constantFrom<4 | 8>(4, 8);
const pixelsOf = (spans: Spans, { width }: TileMap): number[] => {
  const pixels: number[] = [];
  for (let i = 0; i < spans.length; i += 3) {
    for (let x = spans[i + 1]; x < spans[i + 2]; x++) pixels.push(spans[i] * width + x);
  }
  return pixels;
};
const boundsOf = (pixels: readonly number[], width: number) => {
  const xs = pixels.map((at) => at % width);
  const ys = pixels.map((at) => Math.floor(at / width));
  const x = xs.reduce((a, b) => Math.min(a, b));
  const y = ys.reduce((a, b) => Math.min(a, b));
  return {
    x,
    y,
    width: xs.reduce((a, b) => Math.max(a, b)) + 1 - x,
    height: ys.reduce((a, b) => Math.max(a, b)) + 1 - y,
  };
};

describe('the components of a label', () => {
  it('are those of a walk from pixel to pixel, with areas and bounds', () => {
    fc.assert(
      fc.property(fc.oneof(crumbledMap(), madeMap(330)), fc.nat(3), connectivity, (map, label, near) => {
        const reference = naiveComponents(toLabelMap(map), (one) => one === label, near);
        const found = inOneGo(scannedComponents(map, label, near));
        const byFirst = new Map(found.map((one) => [one.first.y * map.width + one.first.x, one]));
        expect(found.length).toBe(reference.length);
        for (const pixels of reference) {
          const one = byFirst.get(pixels[0]);
          expect([one?.area, one?.bounds]).toEqual([pixels.length, boundsOf(pixels, map.width)]);
        }
      }),
      runs(60),
    );
  });

  it('of a spiral are one, however often its arms meet late', () => {
    const side = 41;
    const data = new Uint8Array(side * side);
    for (let ring = 0; ring < 10; ring++) {
      const a = ring * 2;
      const b = side - 1 - a;
      for (let i = a; i <= b; i++) for (const at of [a * side + i, b * side + i, i * side + b]) data[at] = 1;
      for (let i = a + 2; i <= b; i++) data[i * side + a] = 1;
      if (ring > 0) data[a * side + a - 1] = 1;
    }
    const map = fromLabelMap({ width: side, height: side, data });
    expect(inOneGo(scannedComponents(map, 1, 4)).length).toBe(
      naiveComponents({ width: side, height: side, data }, (l) => l === 1, 4).length,
    );
  });

  it('pauses on the way through a large map', () => {
    const steps = scannedComponents({ width: 10, height: 1000, tiles: new Map() }, 0, 4);
    let pauses = 0;
    while (!steps.next().done) pauses++;
    expect(pauses).toBeGreaterThan(10);
  });
});

describe('the region around a pixel', () => {
  it('holds the pixels of its component, row by row', () => {
    fc.assert(
      fc.property(fc.oneof(crumbledMap(), madeMap(330)), fc.nat(), fc.nat(), connectivity, (map, sx, sy, near) => {
        const x = sx % map.width;
        const y = sy % map.height;
        const labels = toLabelMap(map);
        const label = labels.data[y * map.width + x];
        const all = naiveComponents(labels, (one) => one === label, near);
        const reference = all.find((pixels) => pixels.includes(y * map.width + x)) ?? [];
        const region = inOneGo(regionAt(map, x, y, near));
        expect(region?.label).toBe(label);
        expect(region?.area).toBe(reference.length);
        expect(region?.bounds).toEqual(boundsOf(reference, map.width));
        expect(pixelsOf(region?.spans ?? new Int32Array(0), map).join()).toBe(reference.join());
      }),
      runs(60),
    );
  });

  it('reaches through tiles that were never painted', () => {
    const map = { width: 1000, height: 700, tiles: new Map() };
    expect(inOneGo(regionAt(map, 999, 699, 4))).toMatchObject({
      area: 700_000,
      bounds: { x: 0, y: 0, width: 1000, height: 700 },
    });
  });

  it('is none outside the map', () => {
    const map = { width: 4, height: 4, tiles: new Map() };
    for (const [x, y] of [
      [-1, 0],
      [4, 0],
      [0, 4],
      [Number.NaN, 0],
    ])
      expect(inOneGo(regionAt(map, x, y, 8))).toBeNull();
  });

  it('of a comb costs no more than its pixels a few times over', () => {
    const width = 6000;
    const data = new Uint8Array(width * 40);
    for (let y = 0; y < 40; y++) {
      for (let x = 0; x < width; x += 1 + (y % 2)) data[y * width + x] = 1;
    }
    const startMs = performance.now();
    const spans = inOneGo(connectedSpans(fromLabelMap({ width, height: 40, data }), labelsBut(0), 0, 0, 4));
    expect(spans.length / 3).toBe(20 + 20 * 3000);
    expect(performance.now() - startMs).toBeLessThan(4000);
  });
});

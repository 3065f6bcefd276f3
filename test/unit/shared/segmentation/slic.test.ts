import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packedLab } from '../../../../src/shared/segmentation/cielab';
import {
  chooseAlong,
  type Superpixels,
  superpixelAt,
  superpixelSpans,
  superpixels,
} from '../../../../src/shared/segmentation/slic';
import { madePatch, noise, patchOf, runs } from './made-patches';

/** Pixels of each region that a walk over edges from its first pixel does not reach. */
function unreached({ width, ids, count }: Superpixels): number {
  const left = new Map<number, Set<number>>();
  ids.forEach((id, at) => {
    left.set(id, (left.get(id) ?? new Set()).add(at));
  });
  expect([...left.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, id) => id));
  let unmet = 0;
  for (const pixels of left.values()) {
    const [start] = pixels;
    const queue = [start];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (!pixels.delete(at)) continue;
      if (at % width > 0) queue.push(at - 1);
      if ((at + 1) % width > 0) queue.push(at + 1);
      queue.push(at - width, at + width);
    }
    unmet += pixels.size;
  }
  return unmet;
}

describe('superpixels', () => {
  it('are connected, numbered without gaps, and hold every pixel once', () => {
    fc.assert(
      fc.property(madePatch(60), fc.integer({ min: 4, max: 20 }), fc.integer({ min: 1, max: 40 }), (patch, size, m) => {
        const regions = superpixels(patch, size, m);
        expect(regions.ids.length).toBe(patch.width * patch.height);
        expect(unreached(regions)).toBe(0);
      }),
      runs(30),
    );
  });

  it('of an even image are about a grid of squares of the size asked for', () => {
    const regions = superpixels(
      patchOf(128, 96, 3, () => 90),
      16,
    );
    expect(regions.count).toBe(48);
    const areas = new Uint32Array(regions.count);
    for (const id of regions.ids) areas[id]++;
    expect(Math.min(...areas)).toBeGreaterThan(16 * 16 * 0.6);
    expect(Math.max(...areas)).toBeLessThan(16 * 16 * 1.5);
  });

  it('end at an edge, wherever it runs', () => {
    // A slanted edge in grain: no region may hold more than a few pixels of the other side.
    const next = noise(4);
    const isLeft = (x: number, y: number): boolean => 2 * x + y < 210;
    const patch = patchOf(120, 120, 3, (x, y, c) => (isLeft(x, y) ? 80 : 80 + 50 * (c === 1 ? 1 : 0.5)) + next() / 24);
    const regions = superpixels(patch, 12);
    const sides = Array.from({ length: regions.count }, () => [0, 0]);
    regions.ids.forEach((id, at) => {
      sides[id][isLeft(at % 120, Math.floor(at / 120)) ? 0 : 1]++;
    });
    const strays = sides.reduce((sum, [a, b]) => sum + Math.min(a, b), 0);
    expect(strays / regions.ids.length).toBeLessThan(0.004);
  });

  it('are of nearer colour than squares of the same size', () => {
    const next = noise(9);
    const patch = patchOf(160, 160, 1, (x, y) => 128 + 60 * Math.sin(x / 17) * Math.cos(y / 13 + x / 40) + next() / 32);
    const within = (ids: ArrayLike<number>): number => {
      const sums = new Map<number, { n: number; sum: number; squares: number }>();
      patch.data.forEach((value, i) => {
        const one = sums.get(ids[i]) ?? { n: 0, sum: 0, squares: 0 };
        sums.set(ids[i], { n: one.n + 1, sum: one.sum + value, squares: one.squares + value * value });
      });
      return [...sums.values()].reduce((all, { n, sum, squares }) => all + squares - (sum * sum) / n, 0);
    };
    const squares = Array.from({ length: 25_600 }, (_, i) => Math.floor((i % 160) / 16) + 10 * Math.floor(i / 2560));
    expect(within(superpixels(patch, 16).ids)).toBeLessThan(0.7 * within(squares));
  });

  it('of a patch smaller than one of them are one', () => {
    expect(
      superpixels(
        patchOf(3, 2, 3, () => 7),
        16,
      ).count,
    ).toBe(1);
  });
});

describe('painting superpixels', () => {
  const regions: Superpixels = {
    x: 10,
    y: 20,
    width: 3,
    height: 2,
    ids: Int32Array.from([0, 0, 1, 2, 1, 1]),
    count: 3,
  };

  it('chooses those a stroke passes over, each once', () => {
    const chosen = new Uint8Array(3);
    expect(chooseAlong(regions, { x: 10.5, y: 20.5 }, { x: 12.5, y: 20.5 }, chosen)).toBe(true);
    expect([...chosen]).toEqual([1, 1, 0]);
    expect(chooseAlong(regions, { x: 11.5, y: 20.5 }, { x: 11.5, y: 20.5 }, chosen)).toBe(false);
    expect(chooseAlong(regions, { x: 0, y: 0 }, { x: 9.9, y: 20.5 }, chosen)).toBe(false);
  });

  it('paints the pixels of the chosen', () => {
    expect([...superpixelSpans(regions, Uint8Array.from([0, 1, 0]))]).toEqual([20, 12, 13, 21, 11, 13]);
    expect([...superpixelSpans(regions, Uint8Array.from([1, 1, 0]))]).toEqual([20, 10, 13, 21, 11, 13]);
  });

  it('knows which one a pixel is of', () => {
    expect([superpixelAt(regions, 12.9, 21), superpixelAt(regions, 13, 21)]).toEqual([1, -1]);
  });
});

describe('CIELAB', () => {
  it('is that of the colours whose values are printed in tables', () => {
    const known: [number[], number[]][] = [
      [
        [255, 255, 255],
        [100, 0, 0],
      ],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
      [
        [255, 0, 0],
        [53.24, 80.09, 67.2],
      ],
      [
        [0, 255, 0],
        [87.73, -86.18, 83.18],
      ],
      [
        [0, 0, 255],
        [32.3, 79.19, -107.86],
      ],
      [
        [119, 119, 119],
        [50.03, 0, 0],
      ],
    ];
    for (const [rgb, lab] of known) {
      const [color] = packedLab({ x: 0, y: 0, width: 1, height: 1, channels: 3, data: Uint8Array.from(rgb) });
      // Half a quarter, and what a table of cube roots is off.
      unpacked(color).forEach((value, i) => {
        expect(Math.abs(value - lab[i])).toBeLessThan(0.125 + 0.1);
      });
    }
  });

  it('of grey bytes is that of equal red, green and blue', () => {
    for (let value = 0; value < 256; value++) {
      const [grey] = packedLab(patchOf(1, 1, 1, () => value));
      const [color] = packedLab(patchOf(1, 1, 3, () => value));
      expect(unpacked(grey).slice(1)).toEqual([0, 0]);
      unpacked(color).forEach((part, i) => {
        expect(Math.abs(part - unpacked(grey)[i])).toBeLessThanOrEqual(0.25);
      });
    }
  });
});

/** L*, a*, b* */
function unpacked(color: number): number[] {
  return [(color >> 20) / 4, ((color >> 10) & 1023) / 4 - 128, (color & 1023) / 4 - 128];
}

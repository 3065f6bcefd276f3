import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteMip, halved } from '../../../../src/renderer/canvas/byte-mip';
import { LabelMip } from '../../../../src/renderer/canvas/label-mip';
import type { LabelSource } from '../../../../src/renderer/canvas/label-source';

function sourceOf(width: number, height: number, tiles: Map<number, Uint8Array>): LabelSource {
  return { width, height, tile: (key) => tiles.get(key), watch: () => () => {} };
}

describe('the eighth of a label map', () => {
  it('holds the label in the middle of each 8x8 pixels', () => {
    const tile = Uint8Array.from({ length: 65536 }, (_, i) => (i * 7 + (i >> 8)) & 255);
    const mip = new LabelMip(sourceOf(256, 256, new Map([[0, tile]])));
    const small = mip.tile(0);
    for (const [x, y] of [
      [0, 0],
      [31, 31],
      [5, 17],
    ])
      expect(small?.[y * 32 + x]).toBe(tile[(8 * y + 4) * 256 + 8 * x + 4]);
  });

  it('has no tile where the map has none', () => {
    expect(new LabelMip(sourceOf(512, 512, new Map())).tile(3)).toBeUndefined();
  });

  it('is the same after a refreshed rectangle as one made anew', () => {
    const rect = fc.record({
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 0, max: 500 }),
      width: fc.integer({ min: 1, max: 300 }),
      height: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(rect, { minLength: 1, maxLength: 4 }), (rects) => {
        const tiles = new Map([0, 1, 3].map((key) => [key, new Uint8Array(65536).fill(key + 1)]));
        const source = sourceOf(512, 512, tiles);
        const mip = new LabelMip(source);
        for (const key of [0, 1, 2, 3]) mip.tile(key);
        rects.forEach(({ x, y, width, height }, index) => {
          for (let row = y; row < Math.min(512, y + height); row++) {
            for (let column = x; column < Math.min(512, x + width); column++) {
              const key = (row >> 8) * 2 + (column >> 8);
              const tile = tiles.get(key) ?? new Uint8Array(65536);
              tiles.set(key, tile);
              tile[((row & 255) << 8) | (column & 255)] = 100 + index;
            }
          }
          mip.refresh({ x, y, width: Math.min(512 - x, width), height: Math.min(512 - y, height) });
        });
        const anew = new LabelMip(source);
        for (const key of [0, 1, 2, 3]) expect(mip.tile(key)).toEqual(anew.tile(key));
      }),
      { seed: 3, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 500 : 25 },
    );
  });
});

describe('the half of a byte map', () => {
  it('holds the mean of the pixels that each of its own covers', () => {
    const map = { width: 3, height: 3, data: Uint8Array.from([0, 10, 100, 20, 30, 200, 7, 9, 50]) };
    expect(halved(map)).toEqual({ width: 2, height: 2, data: Uint8Array.from([15, 150, 8, 50]) });
  });

  it('is drawn from only where a value would be smaller than a pixel', () => {
    const mip = new ByteMip({ width: 16, height: 16, data: new Uint8Array(256) });
    expect([2, 1, 0.6, 0.5, 0.25, 0.13].map((zoom) => mip.levelFor(zoom).halvings)).toEqual([0, 0, 0, 1, 2, 2]);
  });
});

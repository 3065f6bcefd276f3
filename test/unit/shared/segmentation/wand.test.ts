import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColorPatch, cutPatch } from '../../../../src/shared/segmentation/color-patch';
import { Wand } from '../../../../src/shared/segmentation/wand';
import { madePatch, patchOf, runs } from './made-patches';

/** A walk from pixel to pixel over those whose colour is within the tolerance. */
function naiveWand(patch: ColorPatch, seedX: number, seedY: number, tolerance: number): Uint8Array {
  const { width, height, channels, data } = patch;
  const out = new Uint8Array(width * height);
  const seed = (seedY - patch.y) * width + seedX - patch.x;
  const isAlike = (at: number): boolean => {
    for (let c = 0; c < Math.min(3, channels); c++) {
      if (Math.abs(data[at * channels + c] - data[seed * channels + c]) > tolerance) return false;
    }
    return true;
  };
  const queue = [seed];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (out[at] === 1 || !isAlike(at)) continue;
    out[at] = 1;
    if (at % width > 0) queue.push(at - 1);
    if (at % width < width - 1) queue.push(at + 1);
    if (at >= width) queue.push(at - width);
    if (at + width < out.length) queue.push(at + width);
  }
  return out;
}

describe('the wand', () => {
  it('reaches what a walk over pixels of similar colour reaches, in any order of tolerances', () => {
    fc.assert(
      fc.property(
        madePatch(),
        fc.nat(),
        fc.nat(),
        fc.array(fc.nat(255), { minLength: 1, maxLength: 5 }),
        (patch, sx, sy, tolerances) => {
          const x = patch.x + (sx % patch.width);
          const y = patch.y + (sy % patch.height);
          const wand = new Wand(patch, x, y);
          for (const tolerance of tolerances) {
            expect(wand.mask(tolerance).data).toEqual(naiveWand(patch, x, y, tolerance));
          }
        },
      ),
      runs(80),
    );
  });

  it('reaches more with a larger tolerance, and everything with the largest', () => {
    fc.assert(
      fc.property(madePatch(), fc.nat(254), (patch, tolerance) => {
        const wand = new Wand(patch, patch.x, patch.y);
        const less = wand.mask(tolerance).data;
        const more = wand.mask(tolerance + 1).data;
        expect(less.every((inside, i) => inside <= more[i])).toBe(true);
        expect(wand.mask(255).data.every((inside) => inside === 1)).toBe(true);
      }),
      runs(30),
    );
  });

  it('reaches nothing from a seed outside', () => {
    const patch = patchOf(4, 4, 1, () => 9, { x: 10, y: 10 });
    expect(new Wand(patch, 9, 10).mask(255).data).toEqual(new Uint8Array(16));
  });

  it('writes into the array of the call before', () => {
    const patch = patchOf(2, 1, 1, (x) => x * 9);
    const wand = new Wand(patch, 0, 0);
    const { data } = wand.mask(9);
    expect([...data]).toEqual([1, 1]);
    expect(wand.mask(8, data).data).toBe(data);
    expect([...data]).toEqual([1, 0]);
  });
});

describe('a cut patch', () => {
  it('holds the pixels of the rectangle where both are', () => {
    const patch = patchOf(6, 5, 3, (x, y, c) => x * 16 + y * 3 + c, { x: 100, y: 50 });
    const cut = cutPatch(patch, { x: 103, y: 48, width: 9, height: 4 });
    expect([cut.x, cut.y, cut.width, cut.height]).toEqual([103, 50, 3, 2]);
    expect([...cut.data.subarray(9, 12)]).toEqual([3 * 16 + 3, 3 * 16 + 4, 3 * 16 + 5]);
    expect(cutPatch(patch, { x: 0, y: 0, width: 9, height: 9 }).data.length).toBe(0);
  });
});

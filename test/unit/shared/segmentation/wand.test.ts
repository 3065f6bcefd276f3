import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskOfSpans, type Spans } from '../../../../src/shared/labels/spans';
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

/** In order, none empty, and none that touches the one before. */
function areRuns(spans: Spans): boolean {
  for (let i = 0; i < spans.length; i += 3) {
    if (spans[i + 2] <= spans[i + 1]) return false;
    if (i === 0 || spans[i] > spans[i - 3]) continue;
    if (spans[i] < spans[i - 3] || spans[i + 1] <= spans[i - 1]) return false;
  }
  return true;
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
            const spans = wand.spans(tolerance);
            expect(maskOfSpans(spans, patch).data).toEqual(naiveWand(patch, x, y, tolerance));
            expect(areRuns(spans)).toBe(true);
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
        const less = maskOfSpans(wand.spans(tolerance), patch).data;
        const more = maskOfSpans(wand.spans(tolerance + 1), patch).data;
        expect(less.every((inside, i) => inside <= more[i])).toBe(true);
        expect(maskOfSpans(wand.spans(255), patch).data.every((inside) => inside === 1)).toBe(true);
      }),
      runs(30),
    );
  });

  it('reaches nothing from a seed outside', () => {
    const patch = patchOf(4, 4, 1, () => 9, { x: 10, y: 10 });
    expect(new Wand(patch, 9, 10).spans(255)).toEqual(new Int32Array(0));
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

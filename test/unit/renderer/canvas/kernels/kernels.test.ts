import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enlargedPixels, foundPixels } from '../../../../../src/renderer/canvas/kernels/found-pixels';
import { greyPixels } from '../../../../../src/renderer/canvas/kernels/grey-pixels';
import { KernelDesk } from '../../../../../src/renderer/canvas/kernels/kernel-desk';
import { patchSource } from '../../../../../src/renderer/canvas/kernels/patch-source';
import { overviewWindow, PATCH_SIDE, patchWindow } from '../../../../../src/renderer/canvas/kernels/patch-window';
import { pyramidFacts } from '../../../../../src/shared/images/pyramid-levels';
import { hasPixel, maskOfSpans, type WindowMask } from '../../../../../src/shared/labels/spans';
import { imageRow } from '../../made/image-row';
import { madePicture } from '../tools/made-kernels';

const settings = { seed: 5, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 100 };

describe('what of an image kernels read', () => {
  it('is all of a small image', () => {
    expect(patchWindow({ width: 1000, height: 800 }, { x: 5, y: 5 })).toEqual({ x: 0, y: 0, width: 1000, height: 800 });
  });

  it('of a large image holds the point, a quarter of a side from its edges where the image goes on', () => {
    const size = fc.integer({ min: 1, max: 30_000 });
    const share = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(size, size, share, share, (width, height, across, down) => {
        const at = { x: across * width, y: down * height };
        const window = patchWindow({ width, height }, at);
        expect([window.width, window.height]).toEqual([Math.min(width, PATCH_SIDE), Math.min(height, PATCH_SIDE)]);
        const left = at.x - window.x;
        const right = window.x + window.width - at.x;
        expect(left).toBeGreaterThanOrEqual(window.x === 0 ? 0 : PATCH_SIDE / 4 - 1);
        expect(right).toBeGreaterThanOrEqual(window.x + window.width === width ? 0 : PATCH_SIDE / 4 - 1);
      }),
      settings,
    );
  });
});

/** The pixels of a mask, each a span of its own. */
function pixelSpans({ x, y, width, data }: WindowMask): Int32Array {
  const inside = [...data.keys()].filter((i) => data[i] === 1);
  return Int32Array.from(
    inside.flatMap((i) => {
      const column = x + (i % width);
      return [y + Math.floor(i / width), column, column + 1];
    }),
  );
}

it('says of pixels that were found how many they are, and the window around them', () => {
  const bits = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 35, maxLength: 35 });
  fc.assert(
    fc.property(bits, (bitsOfMask) => {
      const data = Uint8Array.from(bitsOfMask);
      const mask = { x: 10, y: 20, width: 7, height: 5, data };
      const found = foundPixels(pixelSpans(mask));
      const pixels = [...data.keys()].filter((i) => data[i] === 1);
      expect(found?.area ?? 0).toBe(pixels.length);
      if (found === null) return;
      const columns = pixels.map((i) => 10 + (i % 7));
      const rows = pixels.map((i) => 20 + Math.floor(i / 7));
      const [x, y] = [Math.min(...columns), Math.min(...rows)];
      const [width, height] = [Math.max(...columns) + 1 - x, Math.max(...rows) + 1 - y];
      expect(found.bounds).toEqual({ x, y, width, height });
      expect(maskOfSpans(found.spans, mask).data).toEqual(data);
      for (const i of data.keys()) {
        expect(hasPixel(found.spans, 10 + (i % 7), 20 + Math.floor(i / 7))).toBe(data[i] === 1);
      }
    }),
    settings,
  );
});

it('takes a picture for grey only where every pixel is', () => {
  expect(greyPixels(Uint8ClampedArray.of(7, 7, 7, 255, 9, 9, 9, 0))).toEqual(Uint8Array.of(7, 9));
  expect(greyPixels(Uint8ClampedArray.of(7, 7, 7, 255, 9, 9, 8, 255))).toBeNull();
  expect(greyPixels(Uint8ClampedArray.of(7, 6, 7, 255))).toBeNull();
});

describe('the desk of the kernels', () => {
  it('forgets the pixels that were used least lately, and says so', () => {
    const desk = new KernelDesk();
    for (const key of ['a', 'b', 'c', 'd'])
      desk.hold(
        key,
        madePicture(() => 7, 4, 4),
      );
    desk.answer({ name: 'wand', input: { patch: 'a', seed: { x: 1, y: 1 }, within: null, scale: 1, tolerance: 0 } });
    desk.hold(
      'e',
      madePicture(() => 7, 4, 4),
    );
    expect(
      desk.answer({ name: 'wand', input: { patch: 'a', seed: { x: 2, y: 1 }, within: null, scale: 1, tolerance: 0 } })
        .output,
    ).not.toBeNull();
    expect(() =>
      desk.answer({ name: 'wand', input: { patch: 'b', seed: { x: 1, y: 1 }, within: null, scale: 1, tolerance: 0 } }),
    ).toThrow(/held/);
  });

  it('lets the wand reach no further than the window of its question', () => {
    const desk = new KernelDesk();
    const ground = madePicture(() => 7, 40, 30);
    desk.hold('a', ground);
    const seed = { x: 12, y: 9 };
    for (const within of [null, { x: 10, y: 5, width: 7, height: 6 }, null]) {
      const { output } = desk.answer({ name: 'wand', input: { patch: 'a', seed, within, scale: 1, tolerance: 0 } });
      expect(output).toMatchObject({ bounds: within ?? { x: 0, y: 0, width: 40, height: 30 } });
    }
  });
});

describe('where the pixels of a patch are read', () => {
  const view = 'image://owner/id/1600?v1';

  it('is the whole picture of an image that has one, in full size', () => {
    const window = { x: 0, y: 0, width: 100, height: 100 };
    expect(patchSource(imageRow('a', { view, width: 3000, height: 2000 }), { window, scale: 1 })).toMatchObject({
      kind: 'picture',
      address: expect.stringContaining('/8192?'),
      width: 3000,
      height: 2000,
    });
  });

  it('are the tiles of a larger one that hold the patch', () => {
    const pyramid = pyramidFacts(12_000, 9000);
    const window = { x: 500, y: 1000, width: 600, height: 30 };
    const source = patchSource(imageRow('a', { view, width: 12_000, height: 9000, pyramid }), { window, scale: 1 });
    expect(source.kind === 'tiles' && source.tiles.map(({ left, top }) => [left, top])).toEqual([
      [0, 512],
      [512, 512],
      [1024, 512],
      [0, 1024],
      [512, 1024],
      [1024, 1024],
    ]);
  });

  it('are tiles of a smaller level where a whole view is meant', () => {
    const pyramid = pyramidFacts(12_000, 9000);
    const read = overviewWindow({ x: 0, y: 0, width: 12_000, height: 9000 });
    expect(read).toEqual({ window: { x: 0, y: 0, width: 3000, height: 2250 }, scale: 4 });
    const source = patchSource(imageRow('a', { view, width: 12_000, height: 9000, pyramid }), read);
    expect(source.kind === 'tiles' && source.tiles.length).toBe(6 * 5);
    expect(source.kind === 'tiles' && source.tiles[0].address).toContain('/tile/2/0/0?');
  });

  it('are no more than can be read, and hold all of the view', () => {
    const side = fc.integer({ min: 1, max: 40_000 });
    fc.assert(
      fc.property(side, side, side, side, (x, y, width, height) => {
        const { window, scale } = overviewWindow({ x, y, width, height });
        expect(Math.max(window.width, window.height)).toBeLessThanOrEqual(PATCH_SIDE);
        expect(window.x * scale).toBeLessThanOrEqual(x);
        expect((window.x + window.width) * scale).toBeGreaterThanOrEqual(x + width);
        expect((window.y + window.height) * scale).toBeGreaterThanOrEqual(y + height);
        expect(scale === 1 || 2 * Math.max(width, height) > PATCH_SIDE * (scale / 2)).toBe(true);
      }),
      settings,
    );
  });
});

it('enlarges the pixels of an overview to squares of the image, and cuts them to what was meant', () => {
  const bits = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 30, maxLength: 30 });
  fc.assert(
    fc.property(bits, fc.constantFrom(2, 4), (bitsOfMask, scale) => {
      const data = Uint8Array.from(bitsOfMask);
      const small = { x: 2, y: 3, width: 6, height: 5, data };
      const limit = { x: 2 * scale + 1, y: 3 * scale + 1, width: 6 * scale - 2, height: 5 * scale - 3 };
      const found = foundPixels(pixelSpans(small));
      const large = found === null ? null : enlargedPixels(found, scale, limit);
      let area = 0;
      for (let y = 0; y < 10 * scale; y++) {
        for (let x = 0; x < 10 * scale; x++) {
          const column = Math.floor(x / scale) - 2;
          const row = Math.floor(y / scale) - 3;
          const isMeant = x >= limit.x && y >= limit.y && x < limit.x + limit.width && y < limit.y + limit.height;
          const isIn = isMeant && data[row * 6 + column] === 1;
          expect(hasPixel(large?.spans ?? new Int32Array(0), x, y)).toBe(isIn);
          area += Number(isIn);
        }
      }
      expect(large?.area ?? 0).toBe(area);
    }),
    { ...settings, numRuns: 20 },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedWindow, PICTURE_COLUMNS, PICTURE_ROWS, pictureArea } from '../../../../src/shared/labels/step-picture';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';

describe('the area of a picture', () => {
  it('holds what was touched, lies inside the image and has cells of a pixel at least', () => {
    const size = fc.integer({ min: 1, max: 12_000 });
    fc.assert(
      fc.property(size, size, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), fc.nat(), (w, h, part, a, b) => {
        const touched = {
          x: 0,
          y: 0,
          width: Math.max(1, Math.floor(w * part)),
          height: Math.max(1, Math.floor(h * part)),
        };
        touched.x = a % (w - touched.width + 1);
        touched.y = b % (h - touched.height + 1);
        const { x, y, width, height, columns, rows } = pictureArea(touched, { width: w, height: h });
        expect(x >= 0 && y >= 0 && x + width <= w && y + height <= h).toBe(true);
        expect(x <= touched.x && y <= touched.y).toBe(true);
        expect(x + width >= touched.x + touched.width && y + height >= touched.y + touched.height).toBe(true);
        expect(columns >= 1 && columns <= Math.min(width, PICTURE_COLUMNS)).toBe(true);
        expect(rows >= 1 && rows <= Math.min(height, PICTURE_ROWS)).toBe(true);
      }),
      { seed: 5, numRuns: isSoak ? 20_000 : 500 },
    );
  });

  it('is four to three around a dab, wherever the image has room', () => {
    const area = pictureArea({ x: 500, y: 400, width: 5, height: 5 }, { width: 1000, height: 1000 });
    expect(area).toEqual({ x: 483, y: 388, width: 40, height: 30, columns: 40, rows: 30 });
  });
});

describe('the window of a delta', () => {
  it('is the smallest around the pixels that are not 0', () => {
    const pixel = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(pixel, { minLength: 1, maxLength: 8 }), (pixels) => {
        const delta = new Uint8Array(65_536);
        for (const [x, y] of pixels) delta[y * 256 + x] = 3;
        const xs = pixels.map(([x]) => x);
        const ys = pixels.map(([, y]) => y);
        const [x, y] = [Math.min(...xs), Math.min(...ys)];
        const size = { width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 };
        expect(changedWindow({ tileX: 2, tileY: 1 }, delta)).toEqual({ x: x + 512, y: y + 256, ...size });
      }),
      { seed: 6, numRuns: isSoak ? 2000 : 100 },
    );
  });

  it('is none where nothing changed', () => {
    expect(changedWindow({ tileX: 0, tileY: 0 }, new Uint8Array(65_536))).toBeNull();
  });
});

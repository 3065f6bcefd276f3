import { describe, expect, it } from 'vitest';
import { cropResized, paddedLength, paddedRgb } from '../../../../src/engine/weighting/padded-image';
import { resizeImage } from '../../../../src/engine/weighting/resize-image';
import { tiledActivation } from '../../../../src/engine/weighting/tiled-activation';
import { planTiles } from '../../../../src/engine/weighting/tiling';
import type { FloatMap } from '../../../../src/shared/images/pixels';
import { madeImage } from '../../shared/weighting/made-images';

describe('tiles', () => {
  it('cover every pixel once with their cores, within their size, in step with the strides', () => {
    for (const [width, height] of [
      [640, 320],
      [1024, 992],
      [32, 4096],
    ]) {
      const tiles = planTiles(width, height, 64, 256 * 256, 32);
      const covered = new Uint8Array(width * height);
      for (const { x, y, coreX, coreY } of tiles) {
        expect((x.to - x.from) * (y.to - y.from)).toBeLessThanOrEqual(256 * 256);
        for (const { from, to } of [x, y, coreX, coreY]) expect([from % 32, to % 32]).toEqual([0, 0]);
        expect(x.from === 0 || coreX.from - x.from >= 64).toBe(true);
        expect(y.to === height || y.to - coreY.to >= 64).toBe(true);
        for (let row = coreY.from; row < coreY.to; row++) {
          for (let column = coreX.from; column < coreX.to; column++) covered[row * width + column]++;
        }
      }
      expect(covered.every((count) => count === 1)).toBe(true);
    }
  });

  it('are one where the image fits', () => {
    expect(planTiles(256, 256, 64, 256 * 256, 32).length).toBe(1);
  });
});

describe('the padded image', () => {
  it('mirrors 64 px and more around the image and repeats grey', () => {
    const image = madeImage(3, 1, 1, (x) => x / 4);
    expect(paddedLength(3, 32)).toBe(160);
    const rgb = paddedRgb(image, { from: 61, to: 70 }, { from: 64, to: 65 });
    const reds = [...rgb].filter((_, i) => i % 3 === 0);
    expect(reds).toEqual([2, 1, 0, 0, 1, 2, 2, 1, 0].map((x) => x / 4));
    expect([...rgb].filter((_, i) => i % 3 === 2)).toEqual(reds);
  });

  it('is resized from cells with half-pixel centres', () => {
    // Stride 4, margin 64: cells 16, 17, 18 have their centres at pixels 1.5, 5.5, 9.5 of the image.
    const cells = madeImage(40, 40, 1, (x) => x);
    const { data } = cropResized(cells, 4, 4, 12, 1);
    for (let x = 0; x < 12; x++) expect(data[x]).toBeCloseTo(16 + (x - 1.5) / 4, 5);
  });
});

describe('a tiled activation', () => {
  /** A local network of stride 2: the sum over a neighbourhood of 5x5 pixels, zeros outside. */
  function localSums(rgb: Float32Array, height: number, width: number): FloatMap {
    const data = new Float32Array((width / 2) * (height / 2));
    for (let y = 0, o = 0; y < height; y += 2) {
      for (let x = 0; x < width; x += 2, o++) {
        for (let v = Math.max(0, y - 2); v <= Math.min(height - 1, y + 2); v++) {
          for (let u = Math.max(0, x - 2); u <= Math.min(width - 1, x + 2); u++) data[o] += rgb[(v * width + u) * 3];
        }
      }
    }
    return { width: width / 2, height: height / 2, data };
  }

  it('equals that of the whole image bit for bit where tiles overlap enough', async () => {
    const image = madeImage(300, 170, 3, (x, y, c) => ((x * 31 + y * 17 + c * 5) % 101) / 101);
    let runs = 0;
    const run = (rgb: Float32Array, height: number, width: number): FloatMap => {
      runs++;
      return localSums(rgb, height, width);
    };
    const whole = await tiledActivation(image, { reachPx: 32, tilePixels: 1e6, run });
    expect(runs).toBe(1);
    const tiled = await tiledActivation(image, { reachPx: 32, tilePixels: 160 * 160, run });
    expect(runs).toBeGreaterThan(6);
    expect(tiled.data).toEqual(whole.data);
  });

  it('carries no trace of the border: a flat image gives a flat map', async () => {
    const { data } = await tiledActivation(
      madeImage(40, 33, 1, () => 0.5),
      { reachPx: 32, tilePixels: 1e6, run: localSums },
    );
    expect(new Set(data).size).toBe(1);
  });
});

describe('resizing for networks of fixed input', () => {
  it('keeps a flat image flat and the mean of a reduced one', () => {
    const flat = resizeImage(
      madeImage(37, 11, 3, () => 0.3),
      16,
      16,
    );
    for (const value of flat.data) expect(value).toBeCloseTo(0.3, 6);
    // Stripes of one pixel are averaged away, not sampled.
    const stripes = resizeImage(
      madeImage(64, 8, 1, (x) => x % 2),
      8,
      4,
    );
    for (const value of stripes.data) expect(value).toBeCloseTo(0.5, 1);
  });

  it('hands back an image of the same size', () => {
    const image = madeImage(5, 4, 3, (x, y, c) => (x + y + c) / 12);
    for (const [i, value] of resizeImage(image, 5, 4).data.entries()) expect(value).toBeCloseTo(image.data[i], 6);
  });
});

import { describe, it } from 'vitest';
import { Wand } from '../../src/shared/segmentation/wand';
import { noise, patchOf } from '../unit/shared/segmentation/made-patches';
import { median, report, timed } from './report';

/** Says a row: the middle of a few repetitions, the first of which warms up and is left out. */
function row(what: string, wantedMs: number, ms: readonly number[]): void {
  const middle = median(ms.slice(1));
  report({ what, figure: `${middle.toFixed(1)} ms`, wanted: `< ${wantedMs} ms`, isReached: middle < wantedMs });
}

/** A photo-like picture: soft shapes of several sizes, edges and grain. */
function picture(width: number, height: number, channels: 1 | 3 | 4) {
  const next = noise(3);
  return patchOf(width, height, channels, (x, y, c) => {
    const wave = Math.sin(x / 97 + c) + Math.sin(y / 61) + Math.sin((x + y) / 233);
    const step = Math.sin(x / 140) * Math.sin(y / 120) > 0.3 ? 60 : 0;
    return 110 + 25 * wave + step + next() / 16;
  });
}

describe('the wand', () => {
  it('over 4 megapixels', () => {
    const patch = picture(2000, 2000, 3);
    row(
      'wand: all costs of 4 megapixels, RGB',
      300,
      timed(4, () => new Wand(patch, 1000, 1000).mask(255)),
    );
    const wand = new Wand(patch, 1000, 1000);
    const { data } = wand.mask(255);
    let tolerance = 0;
    row(
      'wand: another tolerance, 4 megapixels',
      10,
      timed(12, () => {
        tolerance += 7;
        wand.mask(tolerance, data);
      }),
    );
  });
});

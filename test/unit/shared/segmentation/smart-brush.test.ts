import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Brush, isUnderBrush } from '../../../../src/shared/labels/brush';
import type { WindowMask } from '../../../../src/shared/labels/spans';
import { smartBrushDefaults, smartStamp } from '../../../../src/shared/segmentation/smart-brush';
import { madePatch, noise, patchOf, runs } from './made-patches';

const round = (radius: number): Brush => ({ shape: 'round', radius });
const isTaken = (mask: WindowMask | null, x: number, y: number): boolean =>
  mask !== null &&
  x >= mask.x &&
  y >= mask.y &&
  x < mask.x + mask.width &&
  y < mask.y + mask.height &&
  mask.data[(y - mask.y) * mask.width + x - mask.x] === 1;

describe('a stamp of the smart brush', () => {
  it('on even ground is the brush', () => {
    const patch = patchOf(60, 60, 3, () => 120, { x: 200, y: 300 });
    for (const brush of [round(12.5), { shape: 'square', radius: 9 } as const]) {
      const mask = smartStamp(patch, brush, { x: 230.5, y: 331 }, smartBrushDefaults);
      for (let y = 300; y < 360; y++) {
        for (let x = 200; x < 260; x++) {
          const isUnder = isUnderBrush(brush, { x: 230.5, y: 331 }, { x: 230.5, y: 331 }, x + 0.5, y + 0.5);
          expect(isTaken(mask, x, y)).toBe(isUnder);
        }
      }
    }
  });

  it('stays under the brush and within the patch, connected in one piece', () => {
    fc.assert(
      fc.property(
        madePatch(),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 60 }).map((n) => n / 4),
        (patch, sx, sy, radius) => {
          const centre = { x: patch.x + (sx % patch.width) + 0.5, y: patch.y + (sy % patch.height) + 0.5 };
          const mask = smartStamp(patch, round(radius), centre, smartBrushDefaults);
          expect(mask).not.toBeNull();
          if (mask === null) return;
          const taken = new Set<number>();
          mask.data.forEach((inside, i) => {
            const x = mask.x + (i % mask.width);
            const y = mask.y + Math.floor(i / mask.width);
            if (inside === 0) return;
            taken.add(i);
            expect(x >= patch.x && y >= patch.y && x < patch.x + patch.width && y < patch.y + patch.height).toBe(true);
            expect(isUnderBrush(round(radius), centre, centre, x + 0.5, y + 0.5)).toBe(true);
          });
          const [start] = taken;
          const queue = start === undefined ? [] : [start];
          for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
            if (!taken.delete(at)) continue;
            if (at % mask.width > 0) queue.push(at - 1);
            if ((at + 1) % mask.width > 0) queue.push(at + 1);
            queue.push(at - mask.width, at + mask.width);
          }
          expect(taken.size).toBe(0);
        },
      ),
      runs(60),
    );
  });

  it('takes one side of an edge in grainy ground, nearly all of it', () => {
    const next = noise(5);
    const patch = patchOf(100, 100, 1, (x) => (x < 60 ? 90 : 150) + (next() - 128) / 16);
    const mask = smartStamp(patch, round(30), { x: 45, y: 50 }, smartBrushDefaults);
    let missed = 0;
    let all = 0;
    for (let y = 0; y < 100; y++) {
      for (let x = 0; x < 100; x++) {
        if (!isUnderBrush(round(30), { x: 45, y: 50 }, { x: 45, y: 50 }, x + 0.5, y + 0.5)) continue;
        if (x >= 60) expect(isTaken(mask, x, y)).toBe(false);
        else {
          all++;
          if (!isTaken(mask, x, y)) missed++;
        }
      }
    }
    expect(missed / all).toBeLessThan(0.01);
  });

  it('does not reach ground of the same colour behind a thin line', () => {
    const patch = patchOf(80, 80, 3, (x) => (x === 50 ? 40 : 160));
    const mask = smartStamp(patch, round(25), { x: 40, y: 40 }, smartBrushDefaults);
    expect(isTaken(mask, 45, 40)).toBe(true);
    expect(isTaken(mask, 50, 40)).toBe(false);
    expect(isTaken(mask, 55, 40)).toBe(false);
  });

  it('does not cross an edge that its colours alone would allow', () => {
    // So wide a spread takes both sides of the step at x = 50.
    const patch = patchOf(80, 80, 1, (x, y) => 100 + (y % 4 < 2 ? 4 : 0) + (x >= 50 ? 24 : 0));
    const settings = { spread: 12, edge: 16 };
    const mask = smartStamp(patch, round(25), { x: 40, y: 40 }, settings);
    expect(isTaken(mask, 48, 40)).toBe(true);
    expect(isTaken(mask, 55, 40)).toBe(false);
    const blind = smartStamp(patch, round(25), { x: 40, y: 40 }, { ...settings, edge: 255 });
    expect(isTaken(blind, 55, 40)).toBe(true);
  });

  it('is not misled by an odd pixel under the centre', () => {
    const patch = patchOf(60, 60, 3, (x, y) => (x === 30 && y === 30 ? 255 : 80));
    const mask = smartStamp(patch, round(15), { x: 30.5, y: 30.5 }, smartBrushDefaults);
    expect(isTaken(mask, 40, 30)).toBe(true);
    expect(mask?.data.reduce((sum, inside) => sum + inside, 0)).toBeGreaterThan(600);
  });

  it('is none with its centre outside', () => {
    expect(
      smartStamp(
        patchOf(9, 9, 1, () => 0),
        round(4),
        { x: -1, y: 4 },
        smartBrushDefaults,
      ),
    ).toBeNull();
  });
});

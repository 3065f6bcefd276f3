import { discHalfWidths, discOffsets, within } from './disc';
import { Painter } from './painter';
import { type PixelWindow, sharedWindow } from './spans';
import type { EditSteps, Steps } from './steps';
import type { Subject } from './subject';
import { labelAt, type TileMap } from './tile-map';

/** Largest radius to grow and to shrink by, pixels. */
export const MAX_GROWTH_PX = 1000;

/** Largest radius to smooth with, pixels; its work grows with the radius. */
export const MAX_SMOOTHING_PX = 100;

/**
 * Gives a subject's label to every pixel whose centre is at most `radius` from the centre of one of its pixels
 * (dilation with a disc, Euclidean distance, exact).
 * @param radius pixels, 0..1000, whole or not
 * @param locked 256 entries by label, 1 where never painted over; null: none
 */
export function* growSubject(
  map: TileMap,
  subject: Subject,
  radius: number,
  locked: Uint8Array | null = null,
): EditSteps {
  const halves = checkedHalfWidths(radius, MAX_GROWTH_PX);
  const painter = new Painter(map, locked);
  yield* mixedParts(map, subject, halves.length, halves.length, (part, mask) => {
    const near = within(mask, part.around.width, part.around.height, halves, 1);
    for (let i = 0; i < near.length; i++) near[i] &= 1 - mask[i];
    paintPart(painter, part, near, subject.label);
  });
  return painter.finish();
}

/**
 * Takes away the pixels of a subject whose centre is at most `radius` from the centre of a pixel that is not of it
 * (erosion with a disc, Euclidean distance, exact). The edge of the image ends no subject: it may go on beyond.
 * @param radius pixels, 0..1000, whole or not
 * @param to the label they become; 0 unpainted
 * @param locked as in `growSubject`
 */
export function* shrinkSubject(
  map: TileMap,
  subject: Subject,
  radius: number,
  to: number,
  locked: Uint8Array | null = null,
): EditSteps {
  const halves = checkedHalfWidths(radius, MAX_GROWTH_PX);
  const painter = new Painter(map, locked);
  yield* mixedParts(map, subject, 0, halves.length, (part, mask) => {
    const near = within(mask, part.around.width, part.around.height, halves, 0);
    for (let i = 0; i < near.length; i++) near[i] &= mask[i];
    paintPart(painter, part, near, to);
  });
  return painter.finish();
}

/**
 * Smooths a subject's outline: a pixel belongs to it afterwards where more than half of the pixels within `radius` do
 * (of a tie, as before). The binary median with a disc (Huang et al. 1979): unlike opening and closing it treats the
 * subject and the ground alike, so that outlines do not drift, and it has no order of two steps to choose.
 * Beyond the image's edge there is nothing to count.
 * @param radius pixels, 0..100; what is thinner than about the radius goes
 * @param to label of the pixels that the subject loses; `nearest`: that of the nearest pixel not of the subject
 * @param locked as in `growSubject`
 */
export function* smoothSubject(
  map: TileMap,
  subject: Subject,
  radius: number,
  to: number | 'nearest',
  locked: Uint8Array | null = null,
): EditSteps {
  const halves = checkedHalfWidths(radius, MAX_SMOOTHING_PX);
  const offsets = to === 'nearest' ? discOffsets(radius) : [];
  const painter = new Painter(map, locked);
  yield* mixedParts(map, subject, halves.length, halves.length, (part, mask) => {
    const { gained, lost } = majority(mask, part, halves);
    paintPart(painter, part, gained, subject.label);
    if (to !== 'nearest') paintPart(painter, part, lost, to);
    else paintNearest(painter, map, mask, part.around, lost, offsets);
  });
  return painter.finish();
}

/** A part of the map and what has to be known around it. */
interface Part {
  core: PixelWindow;
  around: PixelWindow;
}

/** Side of the parts that the map is worked through in; a part takes a few milliseconds at small radii. */
const PART_SIDE = 512;

/**
 * Works through the parts around which there are pixels of the subject and others: elsewhere nothing changes.
 * @param reach how far from the subject something may change
 * @param margin how far around a part its pixels depend on
 * @param change given the subject's pixels, [height, width] of `around`
 */
function* mixedParts(
  map: TileMap,
  subject: Subject,
  reach: number,
  margin: number,
  change: (part: Part, mask: Uint8Array) => void,
): Steps<void> {
  const all = expanded(subject.bounds, reach, map);
  for (let y = all.y; y < all.y + all.height; y += PART_SIDE) {
    for (let x = all.x; x < all.x + all.width; x += PART_SIDE) {
      const core = sharedWindow(all, { x, y, width: PART_SIDE, height: PART_SIDE });
      const around = expanded(core, margin, map);
      const mask = new Uint8Array(around.width * around.height);
      const count = subject.fill(around, mask);
      if (count > 0 && count < mask.length) change({ core, around }, mask);
      yield;
    }
  }
}

function expanded({ x, y, width, height }: PixelWindow, margin: number, map: TileMap): PixelWindow {
  const grown = { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin };
  return sharedWindow(grown, { x: 0, y: 0, width: map.width, height: map.height });
}

/** Paints the core's pixels that are set. @param data [height, width] of `around` */
function paintPart(painter: Painter, { core, around }: Part, data: Uint8Array, label: number): void {
  for (let y = core.y; y < core.y + core.height; y++) {
    const line = (y - around.y) * around.width - around.x;
    const end = core.x + core.width;
    for (let x = core.x; x < end; x++) {
      if (data[line + x] === 0) continue;
      const from = x;
      while (x < end && data[line + x] === 1) x++;
      painter.fillSpan(y, from, x, label);
    }
  }
}

/** Gives pixels the label of the nearest pixel that is not the subject's. @param wanted [height, width] of `around` */
function paintNearest(
  painter: Painter,
  map: TileMap,
  mask: Uint8Array,
  { x: left, y: top, width, height }: PixelWindow,
  wanted: Uint8Array,
  offsets: readonly { dx: number; dy: number }[],
): void {
  for (let at = wanted.indexOf(1); at >= 0; at = wanted.indexOf(1, at + 1)) {
    const x = at % width;
    const y = Math.floor(at / width);
    for (const { dx, dy } of offsets) {
      const isIn = x + dx >= 0 && y + dy >= 0 && x + dx < width && y + dy < height;
      if (!isIn || mask[at + dy * width + dx] === 1) continue;
      painter.fillSpan(top + y, left + x, left + x + 1, labelAt(map, left + x + dx, top + y + dy));
      break;
    }
  }
}

/** Which pixels of the core the majority around them adds and takes away; [height, width] of `around`. */
function majority(
  mask: Uint8Array,
  { core, around }: Part,
  halves: Int32Array,
): { gained: Uint8Array; lost: Uint8Array } {
  const { width, height } = around;
  const gained = new Uint8Array(mask.length);
  const lost = new Uint8Array(mask.length);
  const sums = rowSums(mask, width, height);
  const nearSubject = within(mask, width, height, halves, 1);
  const nearGround = within(mask, width, height, halves, 0);
  for (let y = core.y - around.y; y < core.y - around.y + core.height; y++) {
    const top = Math.max(0, y + 1 - halves.length);
    const bottom = Math.min(height - 1, y + halves.length - 1);
    for (let x = core.x - around.x; x < core.x - around.x + core.width; x++) {
      const at = y * width + x;
      // Where all within the disc are alike, nothing changes.
      if ((nearSubject[at] & nearGround[at]) === 0) continue;
      let inside = 0;
      let all = 0;
      for (let row = top; row <= bottom; row++) {
        const half = halves[row < y ? y - row : row - y];
        const from = x > half ? x - half : 0;
        const to = x + half < width ? x + half + 1 : width;
        const line = row * (width + 1);
        inside += sums[line + to] - sums[line + from];
        all += to - from;
      }
      if (mask[at] === 1) {
        if (2 * inside < all) lost[at] = 1;
      } else if (2 * inside > all) gained[at] = 1;
    }
  }
  return { gained, lost };
}

/** Sums of the pixels left of x, [height, width + 1]. */
function rowSums(mask: Uint8Array, width: number, height: number): Uint16Array {
  const sums = new Uint16Array((width + 1) * height);
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++) {
      sums[y * (width + 1) + x] = sum;
      sum += mask[y * width + x];
    }
    sums[y * (width + 1) + width] = sum;
  }
  return sums;
}

function checkedHalfWidths(radius: number, largest: number): Int32Array {
  if (!(radius >= 0 && radius <= largest)) throw new RangeError(`a radius of ${radius} px`);
  return discHalfWidths(radius);
}

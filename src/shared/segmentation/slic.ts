import type { Point } from '../labels/brush';
import { type PixelWindow, SpanList, type Spans } from '../labels/spans';
import { colorClusters } from './color-clusters';
import { type ColorPatch, placeIn } from './color-patch';
import { connectedPieces } from './connected-pieces';

/** A window cut into connected regions of similar colour. */
export interface Superpixels extends PixelWindow {
  /** Region of each pixel, 0 .. count - 1, row-major [height, width]. */
  ids: Int32Array;
  count: number;
}

/**
 * SLIC superpixels (Achanta et al. 2012): k-means of colour (CIELAB) and place, each centre looking no further than its
 * own neighbourhood; then pieces that are cut off, or smaller than a quarter of a superpixel, go to a neighbour.
 * The grid of centres begins at the patch's corner: patches cut on a fixed grid give the same regions each time.
 * @param size side of a superpixel, pixels, 4 or more
 * @param compactness the paper's m, 1..40: small follows the image, large keeps them square
 */
export function superpixels(patch: ColorPatch, size: number, compactness = 10): Superpixels {
  const { x, y, width, height } = patch;
  const side = Math.round(size);
  const nearest = colorClusters(patch, side, compactness);
  const { ids, count } = connectedPieces(nearest, width, Math.max(1, Math.floor((side * side) / 4)));
  return { x, y, width, height, ids, count };
}

/** Region of a pixel; -1 outside the window. */
export function superpixelAt(regions: Superpixels, x: number, y: number): number {
  const place = placeIn(regions, x, y);
  return place < 0 ? -1 : regions.ids[place];
}

/**
 * Marks the regions that a straight way passes over.
 * @param chosen 1 for each region chosen so far; [count]
 * @returns whether one was added
 */
export function chooseAlong(regions: Superpixels, from: Point, to: Point, chosen: Uint8Array): boolean {
  const steps = Math.max(1, Math.ceil(2 * Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y))));
  let isMore = false;
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    const id = superpixelAt(regions, from.x + share * (to.x - from.x), from.y + share * (to.y - from.y));
    if (id < 0 || chosen[id] === 1) continue;
    chosen[id] = 1;
    isMore = true;
  }
  return isMore;
}

/** The pixels of the chosen regions, in the image's coordinates. @param chosen 1 for each of them; [count] */
export function superpixelSpans({ x, y, width, height, ids }: Superpixels, chosen: Uint8Array): Spans {
  const spans = new SpanList();
  for (let row = 0; row < height; row++) {
    const line = row * width;
    for (let column = 0; column < width; column++) {
      if (chosen[ids[line + column]] === 0) continue;
      const from = column;
      while (column < width && chosen[ids[line + column]] === 1) column++;
      spans.push(y + row, x + from, x + column);
    }
  }
  return spans.take();
}

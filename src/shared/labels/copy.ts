import { Painter } from './painter';
import { type PixelWindow, type Spans, sharedWindow } from './spans';
import type { EditSteps } from './steps';
import { TILE_SIDE, type TileMap } from './tile-map';

/** Which part of another map is copied: all of it, a rectangle, or the pixels of a region of it. */
export type CopiedPart = { kind: 'whole' } | { kind: 'window'; window: PixelWindow } | { kind: 'spans'; spans: Spans };

/** Spans between two pauses. */
const SPANS_A_STEP = 4096;

/**
 * Takes labels of another map, pixel (x, y) for pixel (x, y): of the image before, or of a prediction. Where the images
 * differ in size, what they share is copied.
 * @param table 256 entries by the other map's label: the label here, or undefined where such pixels are not copied
 * @param locked 256 entries by label here, 1 where never painted over (a lock table or a paint rule); null: none
 */
export function* copyLabels(
  map: TileMap,
  from: TileMap,
  part: CopiedPart,
  table: readonly (number | undefined)[],
  locked: Uint8Array | null = null,
): EditSteps {
  const painter = new Painter(map, locked);
  const source = new Painter(from);
  const shared = { x: 0, y: 0, width: Math.min(map.width, from.width), height: Math.min(map.height, from.height) };
  if (part.kind === 'spans') {
    for (let i = 0; i < part.spans.length; i += 3) {
      const window = {
        x: part.spans[i + 1],
        y: part.spans[i],
        width: part.spans[i + 2] - part.spans[i + 1],
        height: 1,
      };
      copyRows(painter, source, sharedWindow(shared, window), table);
      if ((i / 3) % SPANS_A_STEP === SPANS_A_STEP - 1) yield;
    }
    return painter.finish();
  }
  const all = part.kind === 'window' ? sharedWindow(shared, part.window) : shared;
  // Tile by tile, so that each tile is read and written while it is at hand.
  for (let y = all.y & ~(TILE_SIDE - 1); y < all.y + all.height; y += TILE_SIDE) {
    for (let x = all.x & ~(TILE_SIDE - 1); x < all.x + all.width; x += TILE_SIDE) {
      copyRows(painter, source, sharedWindow(all, { x, y, width: TILE_SIDE, height: TILE_SIDE }), table);
    }
    yield;
  }
  return painter.finish();
}

/** A table that keeps every label but the unpainted, which leaves what is here. */
export function paintedLabels(): (number | undefined)[] {
  return Array.from({ length: 256 }, (_, label) => (label === 0 ? undefined : label));
}

function copyRows(
  painter: Painter,
  source: Painter,
  window: PixelWindow,
  table: readonly (number | undefined)[],
): void {
  const end = window.x + window.width;
  for (let y = window.y; y < window.y + window.height; y++) {
    for (let x = window.x; x < end; ) {
      const label = source.labelAt(x, y);
      const stop = Math.min(end, x + source.runLength(x, y, label));
      const wanted = table[label];
      if (wanted !== undefined) painter.fillSpan(y, x, stop, wanted);
      x = stop;
    }
  }
}

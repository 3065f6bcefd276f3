import type { ScreenRect, TiledBytes } from './sampling';
import { screenSpan, type ViewAxis } from './view-axis';

/** Screen pixels that labels are kept of beyond each side of a window: as far as an outline looks. */
const MOST_REACH = 2;

/** A tile in which nothing is painted, four labels a number. */
const emptyTile = new Uint32Array(1 << 14);

/**
 * The labels that a canvas of a grid shows, to find what of it looks different after labels were painted: most of the way
 * of a brush holds its label already. From 100 % on each label is kept once, however large it is drawn.
 */
export class ShownLabels {
  private readonly quadsARow: number;
  /** Four labels a number. Row by row, from the window's upper left corner; made when it is first needed. */
  private quads = new Uint32Array(0);
  private bytes = new Uint8Array(0);
  private isKnown = false;
  /** What the first row and the first column stand for: the label's place on the map, or on the screen below 100 %. */
  private firstRow = 0;
  private firstColumn = 0;
  // What was found to have changed: rows and columns of the map, or of the screen below 100 %.
  private left = 0;
  private right = 0;
  private top = 0;
  private bottom = 0;

  /** @param x @param y place of the canvas in the pane @param side of it, device pixels */
  constructor(
    private readonly x: number,
    private readonly y: number,
    private readonly side: number,
  ) {
    // A quad more at each end: at 100 % they begin where those of the tiles do.
    this.quadsARow = ((side + 2 * MOST_REACH + 3) >> 2) + 2;
  }

  /** The canvas is drawn as a whole, or the view has changed. */
  forget(): void {
    this.isKnown = false;
  }

  /**
   * Takes over the labels as they are now.
   * @param dirty where labels may have changed since the last call; screen pixels
   * @param reach how far away a label may be that changes what a screen pixel looks like, at most 2; the same until
   * `forget`, as are the axes and the source
   * @returns what of the canvas may look different: around what has changed, all of `dirty` the first time; null where
   * nothing does
   */
  changed(dirty: ScreenRect, reach: number, columns: ViewAxis, rows: ViewAxis, source: TiledBytes): ScreenRect | null {
    const { x, y, side } = this;
    const canvas = { x0: x, y0: y, x1: Math.min(x + side, columns.length), y1: Math.min(y + side, rows.length) };
    const image = { x0: columns.start, y0: rows.start, x1: columns.end, y1: rows.end };
    const window = shared(grown(canvas, reach), image);
    const looked = shared(grown(dirty, reach), window);
    if (isEmpty(looked)) return null;
    const found = this.isKnown ? this.read(looked, columns, rows, source) : looked;
    if (!this.isKnown) this.begin(window, columns, rows, source);
    const part = found === null ? null : shared(grown(found, reach), canvas);
    return part === null || isEmpty(part) ? null : part;
  }

  private begin(window: ScreenRect, columns: ViewAxis, rows: ViewAxis, source: TiledBytes): void {
    this.isKnown = true;
    if (this.quads.length === 0) {
      this.quads = new Uint32Array(this.quadsARow * (this.side + 2 * MOST_REACH));
      this.bytes = new Uint8Array(this.quads.buffer);
    }
    this.firstRow = rows.isGapless ? rows.pixel[window.y0] : window.y0;
    this.firstColumn = columns.isGapless ? columns.pixel[window.x0] & ~3 : window.x0;
    this.read(window, columns, rows, source);
  }

  /** A rectangle around the screen pixels in `rect` that show other labels than are kept, which then are. */
  private read(rect: ScreenRect, columns: ViewAxis, rows: ViewAxis, source: TiledBytes): ScreenRect | null {
    this.left = Number.POSITIVE_INFINITY;
    this.right = Number.NEGATIVE_INFINITY;
    this.top = Number.POSITIVE_INFINITY;
    this.bottom = Number.NEGATIVE_INFINITY;
    if (columns.isGapless) this.readMap(rect, columns, rows, source);
    else this.readScreen(rect, columns, rows, source);
    const { left, right, top, bottom } = this;
    if (left > right) return null;
    if (!columns.isGapless) return { x0: left, y0: top, x1: right + 1, y1: bottom + 1 };
    const [x0, x1] = screenSpan(columns, left, right + 1);
    const [y0, y1] = screenSpan(rows, top, bottom + 1);
    return { x0, y0, x1, y1 };
  }

  /** All labels between the outermost ones, tile by tile. */
  private readMap({ x0, y0, x1, y1 }: ScreenRect, columns: ViewAxis, rows: ViewAxis, source: TiledBytes): void {
    const shift = columns.tileShift;
    const bottom = rows.pixel[y1 - 1] + 1;
    const right = columns.pixel[x1 - 1] + 1;
    for (let y = rows.pixel[y0]; y < bottom; ) {
      const tileY = y >> shift;
      const stopY = Math.min(bottom, (tileY + 1) << shift);
      for (let x = columns.pixel[x0] & ~3; x < right; ) {
        const tileX = x >> shift;
        const stopX = Math.min(right, (tileX + 1) << shift);
        const tile = source.tile(tileY * source.tileColumns + tileX);
        this.readTile(tile === undefined ? emptyTile : quadsOf(tile), shift, x, y, stopX, stopY);
        x = stopX;
      }
      y = stopY;
    }
  }

  /** Labels of one tile by their places on the map, four at a time: some beyond `right` are taken over with them. */
  private readTile(tile: Uint32Array, shift: number, x: number, y: number, right: number, bottom: number): void {
    const { quads } = this;
    const mask = (1 << shift) - 1;
    const count = (right - x + 3) >> 2;
    for (let row = y; row < bottom; row++) {
      const from = (((row & mask) << shift) | (x & mask)) >> 2;
      const to = (row - this.firstRow) * this.quadsARow + ((x - this.firstColumn) >> 2);
      let first = -1;
      let last = 0;
      for (let i = 0; i < count; i++) {
        if (quads[to + i] === tile[from + i]) continue;
        quads[to + i] = tile[from + i];
        if (first < 0) first = i;
        last = i;
      }
      if (first >= 0) this.found(row, x + 4 * first, x + 4 * last + 3);
    }
  }

  /** The labels that screen pixels show, below 100 %. */
  private readScreen(rect: ScreenRect, columns: ViewAxis, rows: ViewAxis, source: TiledBytes): void {
    const { bytes } = this;
    const { offset } = columns;
    for (let y = rect.y0; y < rect.y1; y++) {
      const keys = (rows.pixel[y] >> rows.tileShift) * source.tileColumns;
      const line = rows.offset[y] * source.stride;
      const to = (y - this.firstRow) * this.quadsARow * 4 - this.firstColumn;
      let first = -1;
      let last = 0;
      for (let left = rect.x0; left < rect.x1; ) {
        const right = Math.min(rect.x1, columns.tileEnd[left]);
        const tile = source.tile(keys + (columns.pixel[left] >> columns.tileShift));
        for (let x = left; x < right; x++) {
          const label = tile === undefined ? 0 : tile[line + offset[x]];
          if (bytes[to + x] === label) continue;
          bytes[to + x] = label;
          if (first < 0) first = x;
          last = x;
        }
        left = right;
      }
      if (first >= 0) this.found(y, first, last);
    }
  }

  private found(row: number, first: number, last: number): void {
    this.left = Math.min(this.left, first);
    this.right = Math.max(this.right, last);
    this.top = Math.min(this.top, row);
    this.bottom = Math.max(this.bottom, row);
  }
}

function grown({ x0, y0, x1, y1 }: ScreenRect, by: number): ScreenRect {
  return { x0: x0 - by, y0: y0 - by, x1: x1 + by, y1: y1 + by };
}

function shared(a: ScreenRect, b: ScreenRect): ScreenRect {
  return {
    x0: Math.max(a.x0, b.x0),
    y0: Math.max(a.y0, b.y0),
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
  };
}

function isEmpty({ x0, y0, x1, y1 }: ScreenRect): boolean {
  return x0 >= x1 || y0 >= y1;
}

/** A tile that does not begin at a whole number of its memory is copied. */
function quadsOf(tile: Uint8Array): Uint32Array {
  const { buffer, byteOffset, length } = tile.byteOffset % 4 === 0 ? tile : tile.slice();
  return new Uint32Array(buffer, byteOffset, length >> 2);
}

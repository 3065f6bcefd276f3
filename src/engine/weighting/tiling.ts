/** A rectangle in padded pixels; `from` inclusive, `to` exclusive. */
export interface Span {
  from: number;
  to: number;
}

export interface Tile {
  /** What is run: the core and its surroundings. */
  x: Span;
  y: Span;
  /** What is kept. */
  coreX: Span;
  coreY: Span;
}

/**
 * Tiles that cover a padded image: one where it fits, else cores side by side, each run with `reach` pixels around it
 * (less at the image's border), so that with reach >= half the receptive field every cell sees what it would see in the
 * whole image. All bounds are multiples of `align`, to keep strided convolutions in step.
 *
 * @param width @param height multiples of `align`
 * @param reach multiple of `align`
 * @param mostPixels of a tile; must hold more than (2 reach + align)^2
 */
export function planTiles(width: number, height: number, reach: number, mostPixels: number, align: number): Tile[] {
  if (width * height <= mostPixels) {
    const [x, y] = [
      { from: 0, to: width },
      { from: 0, to: height },
    ];
    return [{ x, y, coreX: x, coreY: y }];
  }
  const side = Math.floor(Math.sqrt(mostPixels) / align) * align;
  const core = side - 2 * reach;
  if (core < align) throw new RangeError('the tiles are too small for what the network sees');
  const tiles: Tile[] = [];
  for (const coreY of cores(height, core)) {
    for (const coreX of cores(width, core)) {
      tiles.push({ x: around(coreX, width, reach), y: around(coreY, height, reach), coreX, coreY });
    }
  }
  return tiles;
}

function cores(length: number, core: number): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < length; from += core) spans.push({ from, to: Math.min(length, from + core) });
  return spans;
}

function around({ from, to }: Span, length: number, reach: number): Span {
  return { from: Math.max(0, from - reach), to: Math.min(length, to + reach) };
}

/** Tiles along one axis, and how much each counts at each of its cells; at every cell the shares sum to 1. */
export interface AxisTiles {
  /** Ascending, the first 0. */
  offsets: number[];
  /** Side of every tile. */
  side: number;
  /** One array of `side` shares a tile. */
  shares: Float32Array[];
}

/**
 * Cuts an axis into overlapping tiles. Offsets are multiples of `multiple`, so that a tile's poolings fall on the
 * whole image's. Of an overlap the outer `margin` cells only give context; over the rest a tile fades in linearly
 * while its neighbour fades out.
 *
 * @param length cells of the axis, a multiple of `multiple`
 * @param side wanted side of a tile, a multiple of `multiple`, at least twice the overlap
 * @param overlap cells that neighbours share at least, a multiple of `multiple`
 * @param margin context at an inner edge, below overlap / 2
 */
export function tileAxis(length: number, side: number, overlap: number, margin: number, multiple: number): AxisTiles {
  if (length <= side) return { offsets: [0], side: length, shares: [new Float32Array(length).fill(1)] };
  const count = Math.ceil((length - overlap) / (side - overlap));
  const offsets = Array.from({ length: count }, (_, index) => {
    const even = (index * (length - side)) / (count - 1);
    return Math.floor(even / multiple) * multiple;
  });
  offsets[count - 1] = length - side;
  return { offsets, side, shares: axisShares(length, side, offsets, overlap, margin) };
}

function axisShares(length: number, side: number, offsets: number[], overlap: number, margin: number): Float32Array[] {
  const ramp = overlap - 2 * margin;
  const raw = offsets.map((offset) =>
    Float32Array.from({ length: side }, (_, cell) => {
      const fromStart = offset === 0 ? side : cell + 0.5;
      const fromEnd = offset + side === length ? side : side - cell - 0.5;
      // Never quite 0, so that the shares of a cell can always be divided by their sum.
      return Math.min(1, Math.max(1e-6, (Math.min(fromStart, fromEnd) - margin) / ramp));
    }),
  );
  const sums = new Float64Array(length);
  offsets.forEach((offset, tile) => {
    raw[tile].forEach((share, cell) => {
      sums[offset + cell] += share;
    });
  });
  return raw.map((shares, tile) => shares.map((share, cell) => share / sums[offsets[tile] + cell]));
}

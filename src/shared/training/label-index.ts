/** Labelled pixels are found through counts per cell of this side: 12,000x9,000 pixels are 26,508 cells. */
export const CELL_SIDE = 64;

/** An image to draw from: its size, and its valid pixels per cell and class, [cells, classes], cells row by row. */
export interface IndexedImage {
  width: number;
  height: number;
  cellCounts: Uint16Array;
}

/**
 * Valid pixels per cell and class. A pixel of a class beyond `classCount` counts as not valid.
 * @param channels output channel a pixel, row-major [height, width], 255 where not valid
 * @returns [cells, classCount]; at most 4,096 each
 */
export function countCells(channels: Uint8Array, width: number, height: number, classCount: number): Uint16Array {
  const columns = Math.ceil(width / CELL_SIDE);
  const counts = new Uint16Array(columns * Math.ceil(height / CELL_SIDE) * classCount);
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / CELL_SIDE) * columns;
    for (let x = 0; x < width; x++) {
      const channel = channels[at++];
      if (channel < classCount) counts[(row + (x >> 6)) * classCount + channel]++;
    }
  }
  return counts;
}

/** Valid pixels per class of an image. */
export function countClasses(cellCounts: Uint16Array, classCount: number): number[] {
  const totals = new Array<number>(classCount).fill(0);
  for (let i = 0; i < cellCounts.length; i++) totals[i % classCount] += cellCounts[i];
  return totals;
}

/** All that a draw reads: totals per image and class, and which classes occur at all. */
export interface SamplingIndex {
  readonly classCount: number;
  readonly images: readonly (IndexedImage & { readonly perClass: readonly number[]; readonly total: number })[];
  /** Valid pixels per class over all images. */
  readonly perClass: readonly number[];
  readonly total: number;
  /** Classes with at least one pixel, ascending. */
  readonly present: readonly number[];
}

export function samplingIndex(images: readonly IndexedImage[], classCount: number): SamplingIndex {
  const perClass = new Array<number>(classCount).fill(0);
  const indexed = images.map((image) => {
    const counts = countClasses(image.cellCounts, classCount);
    counts.forEach((count, channel) => {
      perClass[channel] += count;
    });
    return { ...image, perClass: counts, total: sum(counts) };
  });
  const present = perClass.flatMap((count, channel) => (count > 0 ? [channel] : []));
  return { classCount, images: indexed, perClass, total: sum(perClass), present };
}

/** The chance of each image to be drawn, see `drawCell`; they add up to 1 where any pixel is valid. */
export function drawChances(index: SamplingIndex, balancedShare: number): number[] {
  return index.images.map(({ perClass, total }) => {
    const balanced = index.present.map((channel) => perClass[channel] / index.perClass[channel]);
    const even = sum(balanced) / Math.max(1, index.present.length);
    return balancedShare * even + (1 - balancedShare) * (total / Math.max(1, index.total));
  });
}

/** A labelled pixel, up to the search inside its cell: the `rank`-th of those that match. */
export interface CellDraw {
  image: number;
  /** Corner of the cell, pixels. */
  left: number;
  top: number;
  /** Only pixels of this class count; null: all valid ones. */
  channel: number | null;
  rank: number;
}

/**
 * The pixel number `rank` of a class (or of all classes) over all images, counted image by image and cell by cell.
 * @param rank 0 .. perClass[channel]-1 (or total-1)
 */
export function locate(index: SamplingIndex, channel: number | null, rank: number): CellDraw {
  let left = rank;
  const countOf = (image: (typeof index.images)[number]): number =>
    channel === null ? image.total : image.perClass[channel];
  let number = 0;
  while (left >= countOf(index.images[number])) left -= countOf(index.images[number++]);
  const { cellCounts, width } = index.images[number];
  const { classCount } = index;
  let cell = 0;
  for (let count = cellCount(cellCounts, classCount, 0, channel); left >= count; ) {
    left -= count;
    count = cellCount(cellCounts, classCount, ++cell, channel);
  }
  const columns = Math.ceil(width / CELL_SIDE);
  return {
    image: number,
    left: (cell % columns) * CELL_SIDE,
    top: Math.floor(cell / columns) * CELL_SIDE,
    channel,
    rank: left,
  };
}

function cellCount(counts: Uint16Array, classCount: number, cell: number, channel: number | null): number {
  const from = cell * classCount;
  if (channel !== null) return counts[from + channel];
  let count = 0;
  for (let k = 0; k < classCount; k++) count += counts[from + k];
  return count;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

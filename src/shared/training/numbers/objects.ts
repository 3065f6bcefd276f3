/** Objects of a class from so many pixels on are counted in a row of their own; the last row is open. */
export const OBJECT_SIZES = [1, 64, 256, 1024, 4096] as const;
const SIZES = OBJECT_SIZES.length;

/**
 * Labelled objects by class and size, [K, 5]: connected pixels (8 neighbours) of one class. Plain sums, so that images pool.
 */
export interface ObjectCounts {
  classCount: number;
  objects: Float64Array;
  /** Objects of which at least half was predicted as their class. */
  found: Float64Array;
  pixels: Float64Array;
  /** Of these pixels, those predicted as their class. */
  hits: Float64Array;
}

export function emptyObjects(classCount: number): ObjectCounts {
  const zeros = (): Float64Array => new Float64Array(classCount * SIZES);
  return { classCount, objects: zeros(), found: zeros(), pixels: zeros(), hits: zeros() };
}

/** Counts the objects of one image. @param labels [H,W]; `classCount` and beyond is not labelled */
export function addObjects(counts: ObjectCounts, labels: Uint8Array, predictions: Uint8Array, width: number): void {
  const { classCount } = counts;
  const seen = new Uint8Array(labels.length);
  const waiting: number[] = [];
  for (let first = 0; first < labels.length; first++) {
    const label = labels[first];
    if (label >= classCount || seen[first] === 1) continue;
    let pixels = 0;
    let hits = 0;
    seen[first] = 1;
    waiting.push(first);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      pixels++;
      if (predictions[at] === label) hits++;
      const x = at % width;
      const left = x > 0 ? -1 : 0;
      const right = x < width - 1 ? 1 : 0;
      for (let row = at - width; row <= at + width; row += width) {
        if (row < 0 || row >= labels.length) continue;
        for (let near = row + left; near <= row + right; near++) {
          if (labels[near] !== label || seen[near] === 1) continue;
          seen[near] = 1;
          waiting.push(near);
        }
      }
    }
    const place = label * SIZES + sizeOf(pixels);
    counts.objects[place]++;
    counts.pixels[place] += pixels;
    counts.hits[place] += hits;
    if (2 * hits >= pixels) counts.found[place]++;
  }
}

/** One size of a class's objects. */
export interface ObjectRow {
  fromPixels: number;
  /** First size beyond; null: open. */
  toPixels: number | null;
  objects: number;
  found: number;
  /** Share of their pixels that was predicted as the class. */
  recall: number;
}

/** The sizes that a class has, from the smallest on. */
export function objectRows({ objects, found, pixels, hits }: ObjectCounts, channel: number): ObjectRow[] {
  return OBJECT_SIZES.flatMap((fromPixels, size): ObjectRow[] => {
    const at = channel * SIZES + size;
    if (objects[at] === 0) return [];
    const toPixels = OBJECT_SIZES[size + 1] ?? null;
    return [{ fromPixels, toPixels, objects: objects[at], found: found[at], recall: hits[at] / pixels[at] }];
  });
}

function sizeOf(pixels: number): number {
  let size = SIZES - 1;
  while (pixels < OBJECT_SIZES[size]) size--;
  return size;
}

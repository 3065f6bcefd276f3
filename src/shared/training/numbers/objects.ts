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
  const objects = new RunObjects();
  for (let start = 0; start < labels.length; start += width) {
    objects.nextRow();
    for (let x = 0; x < width; ) {
      const from = x;
      const label = labels[start + x];
      let hits = 0;
      for (; x < width && labels[start + x] === label; x++) if (predictions[start + x] === label) hits++;
      if (label < counts.classCount) objects.add(label, from, x, hits);
    }
  }
  objects.each((label, pixels, hits) => {
    const place = label * SIZES + sizeOf(pixels);
    counts.objects[place]++;
    counts.pixels[place] += pixels;
    counts.hits[place] += hits;
    if (2 * hits >= pixels) counts.found[place]++;
  });
}

/** Runs of a label row by row, joined with those of the row before that they touch, also by a corner. */
class RunObjects {
  private readonly label: number[] = [];
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private readonly pixels: number[] = [];
  private readonly hits: number[] = [];
  /** Each run's parent; a root is its own, and stands for its object. */
  private readonly parent: number[] = [];
  /** The first run of the row before, of this row, and the first one before that may still touch. */
  private before = 0;
  private row = 0;
  private near = 0;

  nextRow(): void {
    this.before = this.row;
    this.row = this.label.length;
    this.near = this.before;
  }

  /** The next run of the row, of pixels `from` to before `to`. */
  add(label: number, from: number, to: number, hits: number): void {
    const run = this.label.length;
    this.label.push(label);
    this.from.push(from);
    this.to.push(to);
    this.pixels.push(to - from);
    this.hits.push(hits);
    this.parent.push(run);
    while (this.near < this.row && this.to[this.near] < from) this.near++;
    for (let other = this.near; other < this.row && this.from[other] <= to; other++) {
      if (this.label[other] === label) this.join(run, other);
    }
  }

  each(tell: (label: number, pixels: number, hits: number) => void): void {
    for (let run = 0; run < this.label.length; run++) {
      if (this.parent[run] === run) tell(this.label[run], this.pixels[run], this.hits[run]);
    }
  }

  private join(a: number, b: number): void {
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    if (one === other) return;
    const [root, child] = one < other ? [one, other] : [other, one];
    this.parent[child] = root;
    this.pixels[root] += this.pixels[child];
    this.hits[root] += this.hits[child];
  }

  private rootOf(run: number): number {
    let root = run;
    while (this.parent[root] !== root) {
      this.parent[root] = this.parent[this.parent[root]];
      root = this.parent[root];
    }
    return root;
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

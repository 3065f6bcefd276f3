import { RunRow } from './label-rows';
import { NONE, RunPool } from './run-pool';
import type { PixelWindow, Spans } from './spans';
import type { Steps } from './steps';

/** 4: pixels that share an edge are connected; 8: those that share a corner too. */
export type Connectivity = 4 | 8;

/** Rows of inside pixels, read once each from the top. */
export interface RunSource {
  readonly width: number;
  readonly height: number;
  runs(y: number, into: RunRow): void;
}

/** A connected set of inside pixels, told as soon as it has ended. */
export interface ScannedRegion {
  area: number;
  bounds: PixelWindow;
  /** Its first pixel from the top, and there from the left. */
  first: { x: number; y: number };
  touchesBorder: boolean;
  /** Its pixels; null where it was not worth keeping them. */
  spans: Spans | null;
}

export interface ScanWish {
  connectivity: Connectivity;
  /** Pixels of regions above this area are not kept; 0: of none. */
  keepArea: number;
  /** Whether pixels of regions at the source's border are kept. */
  keepBorder: boolean;
}

const ROWS_A_STEP = 64;

/**
 * Connected components in one pass over the rows (union-find over runs; Rosenfeld & Pfaltz 1966 in the streaming form).
 * What it remembers is the row before, the regions that reach it, and 16 bytes a run of regions that may still be kept.
 * @param found called once a region, in the order in which they end
 */
export function* scanRegions(
  source: RunSource,
  { connectivity, keepArea, keepBorder }: ScanWish,
  found: (region: ScannedRegion) => void,
): Steps<void> {
  const open = new OpenRegions(source.width, source.height, keepArea, keepBorder);
  const reach = connectivity === 8 ? 1 : 0;
  let above = new RunRow(source.width);
  let row = new RunRow(source.width);
  let aboveIds = new Int32Array(above.starts.length);
  let ids = new Int32Array(above.starts.length);
  for (let y = 0; y < source.height; y++) {
    source.runs(y, row);
    let first = 0;
    for (let i = 0; i < row.count; i++) {
      const x0 = row.starts[i];
      const x1 = row.ends[i];
      while (first < above.count && above.ends[first] + reach <= x0) first++;
      let id = NONE;
      for (let j = first; j < above.count && above.starts[j] < x1 + reach; j++) {
        id = id === NONE ? open.rootOf(aboveIds[j]) : open.join(id, aboveIds[j]);
      }
      if (id === NONE) id = open.begin(x0, y);
      open.add(id, y, x0, x1);
      ids[i] = id;
    }
    for (let i = 0; i < row.count; i++) ids[i] = open.rootOf(ids[i]);
    open.endUntouched(aboveIds, above.count, y, found);
    [above, row] = [row, above];
    [aboveIds, ids] = [ids, aboveIds];
    if (y % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
  }
  open.endUntouched(aboveIds, above.count, source.height, found);
}

interface OpenRegion {
  id: number;
  area: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: number;
  touchesBorder: boolean;
  isKept: boolean;
  /** First and last of its runs in the pool. */
  head: number;
  tail: number;
}

/** The regions that a later row may still touch. Ids are used again once a region has ended or joined another. */
class OpenRegions {
  private readonly regions: OpenRegion[] = [];
  private readonly parents: number[] = [];
  private readonly free: number[] = [];
  private readonly joined: number[] = [];
  private readonly pool = new RunPool();

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly keepArea: number,
    private readonly keepBorder: boolean,
  ) {}

  begin(x: number, y: number): number {
    const id = this.free.pop() ?? this.regions.length;
    this.parents[id] = id;
    this.regions[id] = {
      id,
      area: 0,
      left: x,
      right: x,
      top: y,
      bottom: y,
      x,
      touchesBorder: false,
      isKept: this.keepArea > 0,
      head: NONE,
      tail: NONE,
    };
    return id;
  }

  rootOf(id: number): number {
    const { parents } = this;
    let root = id;
    while (parents[root] !== root) root = parents[root];
    for (let at = id; at !== root; ) {
      const next = parents[at];
      parents[at] = root;
      at = next;
    }
    return root;
  }

  join(root: number, other: number): number {
    const second = this.rootOf(other);
    if (second === root) return root;
    const into = this.regions[root];
    const from = this.regions[second];
    if (from.top < into.top || (from.top === into.top && from.x < into.x)) {
      into.top = from.top;
      into.x = from.x;
    }
    into.area += from.area;
    into.left = Math.min(into.left, from.left);
    into.right = Math.max(into.right, from.right);
    into.bottom = Math.max(into.bottom, from.bottom);
    into.touchesBorder ||= from.touchesBorder;
    into.isKept &&= from.isKept;
    if (from.head !== NONE) {
      if (into.head === NONE) into.head = from.head;
      else this.pool.link(into.tail, from.head);
      into.tail = from.tail;
    }
    this.parents[second] = root;
    this.joined.push(second);
    this.dropUnwanted(into);
    return root;
  }

  add(root: number, y: number, x0: number, x1: number): void {
    const region = this.regions[root];
    region.area += x1 - x0;
    region.left = Math.min(region.left, x0);
    region.right = Math.max(region.right, x1);
    region.bottom = y;
    region.touchesBorder ||= x0 === 0 || y === 0 || x1 === this.width || y === this.height - 1;
    this.dropUnwanted(region);
    if (!region.isKept) return;
    const run = this.pool.take(y, x0, x1);
    if (region.head === NONE) region.head = run;
    else this.pool.link(region.tail, run);
    region.tail = run;
  }

  /** Tells the regions of the row above that row y did not reach. */
  endUntouched(ids: Int32Array, count: number, y: number, found: (region: ScannedRegion) => void): void {
    for (let i = 0; i < count; i++) {
      const region = this.regions[this.rootOf(ids[i])];
      if (region.bottom === y || region.area === 0) continue;
      found({
        area: region.area,
        bounds: {
          x: region.left,
          y: region.top,
          width: region.right - region.left,
          height: region.bottom + 1 - region.top,
        },
        first: { x: region.x, y: region.top },
        touchesBorder: region.touchesBorder,
        spans: region.isKept ? this.pool.spans(region.head) : null,
      });
      this.pool.giveBack(region.head, region.tail);
      // Several runs of the row above may be this region's: area 0 says that it was told.
      region.area = 0;
      this.joined.push(region.id);
    }
    // Nothing holds these ids any more: the row's own are roots.
    for (let id = this.joined.pop(); id !== undefined; id = this.joined.pop()) this.free.push(id);
  }

  private dropUnwanted(region: OpenRegion): void {
    region.isKept &&= region.area <= this.keepArea && (this.keepBorder || !region.touchesBorder);
    if (region.isKept || region.head === NONE) return;
    this.pool.giveBack(region.head, region.tail);
    region.head = NONE;
    region.tail = NONE;
  }
}

import type { LabelClient } from '../../../../../src/renderer/paint/document/label-client';
import type { HistoryRow, LabelState, OpenedLabels, SteppedLabels } from '../../../../../src/shared/contract/labels';
import { Problem } from '../../../../../src/shared/problem';

interface Tile {
  tileX: number;
  tileY: number;
  data: Uint8Array;
}

const SIDE = 256;

/** How the next request ends: `lost` does what was asked, and the answer never arrives. */
export type Fate = 'answered' | 'refused' | 'lost';

/**
 * Main and its store for one image, as plainly as possible: a whole label map a state. Requests wait until `answer` lets
 * the oldest go.
 */
export class MadeMain {
  states: Uint8Array[];
  at = 0;
  revision = 0;
  lockedReason: string | null = null;
  commits = 0;
  #names: string[] = [];
  #waiting: (() => void)[] = [];
  #fates: Fate[] = [];
  #parts: Tile[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
    first: Uint8Array = new Uint8Array(width * height),
  ) {
    this.states = [first];
  }

  get labels(): Uint8Array {
    return this.states[this.at];
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** What happens to the next requests; those after them are answered. */
  decide(...fates: Fate[]): void {
    this.#fates.push(...fates);
  }

  /** Lets the oldest request go, and whoever waited for it go on. */
  async answer(): Promise<void> {
    this.#waiting.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** Answers everything until nothing is asked any more. */
  async answerAll(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    while (this.#waiting.length > 0) await this.answer();
  }

  /** Another act of the window changes the labels, as removing a class does. */
  change(labels: Uint8Array): void {
    this.#put(labels, 'Another act');
  }

  readonly client: LabelClient = {
    open: () => this.#ask(() => this.#opened()),
    tiles: (at) =>
      this.#ask(() => {
        const all = this.#tiles(this.labels);
        const asked = all.filter((tile) => at.some(({ tileX, tileY }) => tileX === tile.tileX && tileY === tile.tileY));
        return { revision: this.revision, tiles: asked };
      }),
    commit: ({ revision, label, tiles, part, isLast }) =>
      this.#ask(() => {
        if (revision !== this.revision) throw new Problem('edit-stale', 'The labels changed.', 'Again.');
        if (part === 0) this.#parts = [];
        this.#parts.push(...tiles.map(({ tileX, tileY, after }) => ({ tileX, tileY, data: after.slice() })));
        if (!isLast) return this.#state();
        const next = this.labels.slice();
        for (const { tileX, tileY, data } of this.#parts) {
          this.#eachPixel(tileX, tileY, (inMap, inTile) => {
            next[inMap] = data[inTile];
          });
        }
        this.commits++;
        if (!same(next, this.labels)) this.#put(next, label);
        return this.#state();
      }),
    undo: () => this.#ask(() => this.#step(this.at - 1)),
    redo: () => this.#ask(() => this.#step(this.at + 1)),
    stepTo: (editId) => this.#ask(() => this.#step(editId === null ? 0 : editId + 1)),
  };

  #put(labels: Uint8Array, name: string): void {
    this.states = [...this.states.slice(0, this.at + 1), labels];
    this.#names = [...this.#names.slice(0, this.at), name];
    this.at++;
    this.revision++;
  }

  /** The edit that leads to the state at a place has the place before it as its id. */
  #step(to: number): SteppedLabels | null {
    const before = this.labels;
    const isUndo = to < this.at;
    const revisionBefore = this.revision;
    if (to === this.at || to < 0 || to >= this.states.length) return null;
    this.at = to;
    this.revision++;
    const positions = this.#positions().filter(({ tileX, tileY }) => {
      let isChanged = false;
      this.#eachPixel(tileX, tileY, (inMap) => {
        isChanged ||= before[inMap] !== this.labels[inMap];
      });
      return isChanged;
    });
    const changed = positions.map((at) => ({ ...at, data: this.#cut(this.labels, at) }));
    const [painted, emptied] = [true, false].map((isPainted) =>
      changed.filter(({ data }) => data.some((label) => label !== 0) === isPainted),
    );
    return {
      ...this.#state(),
      entry: this.#entry(isUndo),
      shared: [],
      revisionBefore,
      // Fewer than the contract allows, so that what follows in further messages is met as well.
      tiles: painted.slice(0, 1),
      furtherTiles: painted.slice(1).map(({ tileX, tileY }) => ({ tileX, tileY })),
      emptiedTiles: emptied.map(({ tileX, tileY }) => ({ tileX, tileY })),
    };
  }

  #entry(isUndone: boolean): HistoryRow {
    const editId = isUndone ? this.at : this.at - 1;
    return { editId, kind: 'stroke', label: this.#names[editId], at: '', isUndone, images: 1 };
  }

  #opened(): OpenedLabels {
    const tiles = this.#tiles(this.labels).map(({ tileX, tileY }) => ({ tileX, tileY }));
    return { ...this.#state(), width: this.width, height: this.height, tiles, lockedReason: this.lockedReason };
  }

  #state(): LabelState {
    const counts = new Map<number, number>();
    for (const label of this.labels) if (label !== 0) counts.set(label, (counts.get(label) ?? 0) + 1);
    const painted = [...counts].map(([classId, pixels]) => ({ classId, pixels }));
    return { revision: this.revision, painted, canUndo: this.at > 0, canRedo: this.at + 1 < this.states.length };
  }

  #ask<Value>(act: () => Value): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        const fate = this.#fates.shift() ?? 'answered';
        try {
          if (fate === 'refused') throw diskFull();
          const value = act();
          if (fate === 'lost') throw new Problem('store-lost', 'It stopped.', 'Start again.');
          resolve(value);
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  #positions(): { tileX: number; tileY: number }[] {
    const found = [];
    for (let tileY = 0; tileY * SIDE < this.height; tileY++) {
      for (let tileX = 0; tileX * SIDE < this.width; tileX++) found.push({ tileX, tileY });
    }
    return found;
  }

  #tiles(labels: Uint8Array): Tile[] {
    return this.#positions()
      .map((at) => ({ ...at, data: this.#cut(labels, at) }))
      .filter(({ data }) => data.some((label) => label !== 0));
  }

  #cut(labels: Uint8Array, { tileX, tileY }: { tileX: number; tileY: number }): Uint8Array {
    const data = new Uint8Array(SIDE * SIDE);
    this.#eachPixel(tileX, tileY, (inMap, inTile) => {
      data[inTile] = labels[inMap];
    });
    return data;
  }

  #eachPixel(tileX: number, tileY: number, visit: (inMap: number, inTile: number) => void): void {
    for (let y = 0; y < SIDE && tileY * SIDE + y < this.height; y++) {
      for (let x = 0; x < SIDE && tileX * SIDE + x < this.width; x++) {
        visit((tileY * SIDE + y) * this.width + tileX * SIDE + x, y * SIDE + x);
      }
    }
  }
}

export function diskFull(): Problem {
  return new Problem('disk-full', 'The disk is full.', 'Free some space.');
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((label, i) => label === b[i]);
}

/** Every pixel as a document shows it. */
export function seen(source: { width: number; height: number; tile(key: number): Uint8Array | undefined }): Uint8Array {
  const { width, height } = source;
  const columns = Math.ceil(width / SIDE);
  const labels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const tile = source.tile(Math.floor(y / SIDE) * columns + Math.floor(x / SIDE));
      labels[y * width + x] = tile?.[(y % SIDE) * SIDE + (x % SIDE)] ?? 0;
    }
  }
  return labels;
}

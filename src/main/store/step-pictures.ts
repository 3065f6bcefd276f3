import { type PixelWindow, sharedWindow, windowAround } from '../../shared/labels/spans';
import { changedWindow, pictureArea, type StepPicture, StepSketch } from '../../shared/labels/step-picture';
import { TILE_SIDE, type TilePosition, tileKey, tilePosition } from '../../shared/labels/tile-map';
import type { EditRows } from './edit-rows';
import type { StepPictures } from './history-records';
import type { ImageRow } from './image-rows';
import type { TileRows } from './tile-rows';

/** Of up to so many tiles the deltas are read first for where they changed something; beyond, their tiles say it. */
const EXACT_TILES = 64;
/** A stroke that is saved meanwhile waits no longer. */
const SLICE_MS = 20;
/** At most 10 KB each. */
const MOST_KEPT = 500;
const EDITS_A_PAGE = 256;

interface Job {
  key: string;
  steps: Generator<void, void, void>;
}

/**
 * Pictures of an image's steps, made from the deltas: which pixels a step changed is in its own, their labels after it are
 * those of today with the deltas of all later steps taken back. A step's picture never changes, so it is kept.
 */
export class StepPictureMaker {
  /** By image and edit, the one asked for last at the end. */
  readonly #made = new Map<string, StepPicture>();
  #job: Job | null = null;

  constructor(
    private readonly edits: EditRows,
    private readonly tiles: TileRows,
  ) {}

  /** Works for a short time; edits that the image does not have are left out. To be called within a transaction. */
  take(image: ImageRow, editIds: readonly number[]): StepPictures {
    const wanted = editIds.filter((edit) => this.edits.touches(edit, image.key));
    const missing = wanted.filter((edit) => !this.#made.has(nameOf(image, edit)));
    const isWhole = missing.length === 0 || this.#work(image, missing);
    const pictures = wanted.flatMap((editId) => {
      const name = nameOf(image, editId);
      const picture = this.#made.get(name);
      if (picture === undefined) return [];
      this.#made.delete(name);
      this.#made.set(name, picture);
      // Copied, since what is answered is handed over.
      return [{ ...picture, labels: picture.labels.slice(), changed: picture.changed.slice(), editId }];
    });
    if (isWhole) this.#dropOld();
    return { pictures, isWhole };
  }

  /** Goes on with the same pictures where it was left, unless the labels changed since. True once all are made. */
  #work(image: ImageRow, editIds: readonly number[]): boolean {
    const key = `${image.key} ${this.tiles.revision(image)} ${editIds.join(' ')}`;
    const job = this.#job?.key === key ? this.#job : { key, steps: this.#make(image, editIds) };
    this.#job = job;
    const until = performance.now() + SLICE_MS;
    do {
      if (job.steps.next().done) {
        this.#job = null;
        return true;
      }
    } while (performance.now() < until);
    return false;
  }

  *#make(image: ImageRow, editIds: readonly number[]): Generator<void, void, void> {
    const sketches = new Map<number, StepSketch>();
    for (const edit of editIds) {
      const sketch: StepSketch | null = yield* this.#sketch(image, edit);
      if (sketch !== null) sketches.set(edit, sketch);
    }
    yield* this.#showPresent(image, [...sketches.values()]);
    yield* this.#goBack(image, sketches);
    for (const [edit, sketch] of sketches) this.#made.set(nameOf(image, edit), sketch.picture());
  }

  /** Which pixels the edit changed. */
  *#sketch(image: ImageRow, edit: number): Generator<void, StepSketch | null, void> {
    const positions = this.edits.positions(edit, image.key);
    let touched: PixelWindow | null = null;
    for (const at of positions) {
      const isExact = positions.length <= EXACT_TILES;
      const part = isExact ? changedWindow(at, this.edits.deltaAt(edit, image, at)) : tileWindow(at, image);
      if (part !== null) touched = touched === null ? part : windowAround(touched, part);
      if (isExact) yield;
    }
    const whole = { x: 0, y: 0, width: image.width, height: image.height };
    const sketch = new StepSketch(pictureArea(touched ?? whole, image), image);
    for (const at of positions) {
      sketch.add(at, this.edits.deltaAt(edit, image, at));
      yield;
    }
    return sketch;
  }

  *#showPresent(image: ImageRow, sketches: readonly StepSketch[]): Generator<void, void, void> {
    const keys = new Set(sketches.flatMap(({ tiles }) => tiles));
    for (const key of keys) {
      const tile = this.tiles.read(image, tilePosition(image.width, key));
      for (const sketch of sketches) sketch.turn(key, tile);
      yield;
    }
  }

  /** From the present labels to those after each edit: what stands after it is taken back, what is undone done again. */
  *#goBack(image: ImageRow, sketches: ReadonlyMap<number, StepSketch>): Generator<void, void, void> {
    const present = this.edits.newest(image.key)?.id ?? 0;
    const editIds = [...sketches.keys()];
    const last = Math.max(present, ...editIds);
    for (let after = Math.min(...editIds) - 1; ; ) {
      const page = this.edits.idsBetween(image.key, after, last, EDITS_A_PAGE);
      for (const edit of page) {
        const turned = editIds.filter((wanted) => (edit <= present ? edit > wanted : edit <= wanted));
        const of = turned.flatMap((wanted) => sketches.get(wanted) ?? []);
        if (of.length > 0) yield* this.#turn(image, edit, of);
      }
      if (page.length < EDITS_A_PAGE) return;
      after = page[page.length - 1];
    }
  }

  *#turn(image: ImageRow, edit: number, sketches: readonly StepSketch[]): Generator<void, void, void> {
    for (const at of this.edits.positions(edit, image.key)) {
      const key = tileKey(image.width, at.tileX, at.tileY);
      const of = sketches.filter((sketch) => sketch.needs(key));
      if (of.length === 0) continue;
      const delta = this.edits.deltaAt(edit, image, at);
      for (const sketch of of) sketch.turn(key, delta);
      yield;
    }
  }

  #dropOld(): void {
    for (const name of this.#made.keys()) {
      if (this.#made.size <= MOST_KEPT) return;
      this.#made.delete(name);
    }
  }
}

function nameOf(image: ImageRow, edit: number): string {
  return `${image.key} ${edit}`;
}

function tileWindow({ tileX, tileY }: TilePosition, { width, height }: ImageRow): PixelWindow {
  const tile = { x: tileX * TILE_SIDE, y: tileY * TILE_SIDE, width: TILE_SIDE, height: TILE_SIDE };
  return sharedWindow({ x: 0, y: 0, width, height }, tile);
}

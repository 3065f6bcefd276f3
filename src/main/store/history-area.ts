import { TILES_A_MESSAGE } from '../../shared/contract/labels';
import type { ImageId } from '../../shared/ids';
import { type TilePosition, tileKey } from '../../shared/labels/tile-map';
import { notNext, stepGone } from './edit-problems';
import { type EditRow, type EditRows, type FlippedTile, toHistoryEntry } from './edit-rows';
import type { HistoryPage, HistoryStep } from './history-records';
import type { ImageRow, ImageRows } from './image-rows';
import type { LabelFacts } from './records';
import type { SessionActs } from './session-area';

export interface HistoryParts {
  images: ImageRows;
  edits: EditRows;
  acts: SessionActs;
  /** Follows an edit that removed or restored a class, undone or redone. */
  followClass(edit: EditRow): void;
  /** @throws Problem class-unknown where a label is no class of the project */
  checkClasses(gains: Int32Array): void;
  factsOf(image: number, labelRevision: number): LabelFacts;
  revision(image: ImageRow): number;
  readTile(image: ImageRow, at: TilePosition): Uint8Array;
}

/** Going back and forth in an image's edits. To be called within a transaction. */
export interface History {
  page(image: ImageRow, from: number | null, limit: number): HistoryPage;
  undo(image: ImageRow): HistoryStep | null;
  redo(image: ImageRow): HistoryStep | null;
  /** @throws Problem step-gone */
  stepTo(image: ImageRow, edit: number | null): HistoryStep | null;
}

export function makeHistory(parts: HistoryParts): History {
  const { images, edits, acts } = parts;

  const present = (image: ImageRow): number => edits.newest(image.key)?.id ?? 0;

  /** Edits that touch this image alone, composed: a tile that all of them touch is written once. */
  const flipOwn = (own: readonly EditRow[], image: ImageRow, isUndo: boolean): FlippedTile[] => {
    const ids = own.map(({ id }) => id);
    const { changed, gains } = edits.flip(ids, image);
    for (const id of ids) edits.setUndone(id, isUndo);
    // A class removed since may have pixels in older edits; they come back with the class only.
    parts.checkClasses(gains);
    return changed;
  };

  /** An edit of several images, or of a class, in all of them. */
  const flipShared = (edit: EditRow, image: ImageRow, isUndo: boolean, others: Set<ImageId>): FlippedTile[] => {
    const next = isUndo ? edits.newest : edits.nextUndone;
    const touched = edits.images(edit.id);
    const inTheWay = touched.filter((other) => next(other.key)?.id !== edit.id);
    if (inTheWay.length > 0) throw notNext(edit, inTheWay, isUndo);
    const flipped = touched.map((other) => ({ id: other.id, ...edits.flip([edit.id], other) }));
    edits.setUndone(edit.id, isUndo);
    parts.followClass({ ...edit, undone: isUndo ? 1 : 0 });
    for (const { id, gains } of flipped) {
      parts.checkClasses(gains);
      if (id !== image.id) others.add(id);
    }
    return flipped.find(({ id }) => id === image.id)?.changed ?? [];
  };

  /** @param way from the present on */
  const go = (image: ImageRow, way: readonly EditRow[], isUndo: boolean): HistoryStep => {
    const others = new Set<ImageId>();
    const positions = new Map<number, FlippedTile>();
    for (const part of runsOf(way)) {
      const [first] = part;
      const changed = isShared(first) ? flipShared(first, image, isUndo, others) : flipOwn(part, image, isUndo);
      for (const at of changed) positions.set(tileKey(image.width, at.tileX, at.tileY), at);
    }
    acts.note(image.key, image.id, 'by-hand');
    const changed = [...positions.values()];
    const painted = changed.filter(({ isEmpty }) => !isEmpty).map(placeOf);
    const state = (id: ImageId): LabelFacts & { imageId: ImageId } => {
      const row = images.get(id, true);
      return { imageId: id, ...parts.factsOf(row.key, parts.revision(row)) };
    };
    return {
      entries: way.map((edit) => ({ ...toHistoryEntry(edit), isUndone: isUndo })),
      revisionBefore: parts.revision(image),
      ...state(image.id),
      tiles: painted.slice(0, TILES_A_MESSAGE).map((at) => ({ ...at, data: parts.readTile(image, at) })),
      furtherTiles: painted.slice(TILES_A_MESSAGE),
      emptiedTiles: changed.filter(({ isEmpty }) => isEmpty).map(placeOf),
      others: [...others],
    };
  };

  return {
    page: (image, from, limit) => {
      const total = edits.countAfter(image.key, 0);
      const first = from ?? Math.max(0, total - limit);
      const rows = edits.page(image.key, first, limit);
      const before = from === null ? 0 : (rows[0]?.id ?? Number.MAX_SAFE_INTEGER) - 1;
      return {
        total,
        standing: total - edits.countAfter(image.key, present(image)),
        from: first,
        entries: rows.map(toHistoryEntry),
        shared: edits.sharedAfter(image.key, before).map((edit) => ({
          ...toHistoryEntry(edit),
          place: total - 1 - edits.countAfter(image.key, edit.id),
        })),
      };
    },
    undo: (image) => {
      const edit = edits.newest(image.key);
      return edit === null ? null : go(image, [edit], true);
    },
    redo: (image) => {
      const edit = edits.nextUndone(image.key);
      return edit === null ? null : go(image, [edit], false);
    },
    stepTo: (image, edit) => {
      if (edit !== null && !edits.touches(edit, image.key)) throw stepGone(image);
      const from = present(image);
      const to = edit ?? 0;
      if (to === from) return null;
      const way = edits.between(image.key, Math.min(from, to), Math.max(from, to));
      return to < from ? go(image, way.reverse(), true) : go(image, way, false);
    },
  };
}

function placeOf({ tileX, tileY }: TilePosition): TilePosition {
  return { tileX, tileY };
}

function isShared({ images, class: classId }: EditRow): boolean {
  return images > 1 || classId !== null;
}

/** Neighbours that touch one image alone go together; the others each by itself. */
function runsOf(way: readonly EditRow[]): EditRow[][] {
  const runs: EditRow[][] = [];
  for (const edit of way) {
    const last = runs.at(-1);
    if (last !== undefined && !isShared(edit) && !isShared(last[0])) last.push(edit);
    else runs.push([edit]);
  }
  return runs;
}

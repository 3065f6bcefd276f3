import type { HistoryPart, HistoryRow } from '../../shared/contract/labels';

/** An edit that touched other images as well, and its place in the history of this one. */
export type SharedEdit = HistoryPart['shared'][number];

/** What the window holds of an image's history. An edit's place is counted from the oldest, which has the place 0. */
export interface HistoryList {
  total: number;
  /** Edits before this place stand, those from it on are undone. */
  standing: number;
  /** By place, as far as they were asked for. */
  rows: ReadonlyMap<number, HistoryRow>;
  shared: readonly SharedEdit[];
}

/** Place of the state before the first edit. */
export const BEGINNING = -1;

export function listOf(part: HistoryPart): HistoryList {
  const { total, standing, shared } = part;
  return { total, standing, shared, rows: new Map(rowsOf(part)) };
}

/** With further rows of the same state. */
export function filled(list: HistoryList, part: HistoryPart): HistoryList {
  return { ...list, rows: new Map([...list.rows, ...rowsOf(part)]) };
}

/**
 * The list after something was painted, undone or done again. Edits are only ever added at the end, after those that
 * are undone were taken away: where the newest edit is still at its place, all before it are.
 * @param part from the place of the newest edit on
 * @returns null where that edit is not there any more
 */
export function renewed(list: HistoryList, part: HistoryPart): HistoryList | null {
  const newest = list.rows.get(part.from);
  if (newest === undefined || part.rows[0]?.editId !== newest.editId) return null;
  const { total, standing } = part;
  const shared = [...list.shared.filter(({ place }) => place < part.from), ...part.shared];
  return { total, standing, shared, rows: new Map([...list.rows, ...rowsOf(part)]) };
}

/** What going to the state after an edit does in other images as well, on the way there. @param place -1: the beginning */
export function sharedOnTheWay({ standing, shared }: HistoryList, place: number): readonly SharedEdit[] {
  const present = standing - 1;
  return shared.filter((each) => each.place > Math.min(present, place) && each.place <= Math.max(present, place));
}

function rowsOf({ rows, from }: HistoryPart): [number, HistoryRow][] {
  return rows.map((row, i) => [from + i, row]);
}

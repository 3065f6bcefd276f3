/** The list with the item at `from` taken out and put in at `to`, counted after it was taken out. */
export function movedItem<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from);
  const item = items[from];
  if (item === undefined) return rest;
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/**
 * Where a dragged row lands: the place of the row under the pointer.
 * @param y of the pointer, pixels from the list's top
 * @param rowPx height of a row
 */
export function landingPlace(y: number, rowPx: number, rows: number): number {
  return Math.min(rows - 1, Math.max(0, Math.floor(y / rowPx)));
}

import { equalTiles, type LabelEdit } from '../../../shared/labels/edit';

/**
 * The edit with every pixel left as it was whose label is locked. An edit that touches none of them stays the same one.
 * @param locked 256 entries by label, 1 where pixels of that label stay as they are; null: none is locked
 */
export function withoutLocked(edit: LabelEdit, locked: Uint8Array | null): LabelEdit {
  if (locked === null || !locked.includes(1)) return edit;
  return edit
    .map((change) => {
      const { before, after } = change;
      let kept: Uint8Array | null = null;
      for (let i = 0; i < before.length; i++) {
        if (locked[before[i]] === 0 || before[i] === after[i]) continue;
        // What an edit holds may be shared with others.
        kept ??= after.slice();
        kept[i] = before[i];
      }
      return kept === null ? change : { ...change, after: kept };
    })
    .filter(({ before, after }) => !equalTiles(before, after));
}

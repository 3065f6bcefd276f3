import type { LabelEdit } from '../../../shared/labels/edit';

/** Pixels that an edit changes. */
export function changedPixels(edit: LabelEdit): number {
  let count = 0;
  for (const { before, after } of edit) {
    for (let i = 0; i < before.length; i++) if (before[i] !== after[i]) count++;
  }
  return count;
}

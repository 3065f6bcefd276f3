import type { LabelEdit } from '../../../shared/labels/edit';
import type { Steps } from '../../../shared/labels/steps';

/** Counts the pixels that an edit changes. */
export function* changedPixels(edit: LabelEdit): Steps<number> {
  let count = 0;
  for (const { before, after } of edit) {
    for (let i = 0; i < before.length; i++) if (before[i] !== after[i]) count++;
    yield;
  }
  return count;
}

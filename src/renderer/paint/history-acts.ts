import type { HistoryRow } from '../../shared/contract/labels';
import { useNotices } from '../app/notices';
import { currentDocument } from './document/open-documents';
import { stepsTo } from './history-steps';

export async function undo(): Promise<void> {
  await step('undo');
}

export async function redo(): Promise<void> {
  await step('redo');
}

/** Undoes or redoes until the edit is the newest one that is seen. */
export async function stepTo(history: readonly HistoryRow[], editId: number): Promise<void> {
  const steps = stepsTo(history, editId);
  if (steps === null) return;
  for (let done = 0; done < steps.times; done++) {
    const entry = await step(steps.act);
    // Something else was undone meanwhile: the list that was clicked is no longer true.
    if (entry === null || (steps.act === 'redo' && entry.editId === editId)) return;
  }
}

async function step(how: 'undo' | 'redo'): Promise<HistoryRow | null> {
  const entry = (await currentDocument()?.[how]()) ?? null;
  if (entry !== null && entry.images > 1) {
    const done = how === 'undo' ? 'Undone' : 'Done again';
    useNotices.getState().showDone(`${done} in ${entry.images} images: ${entry.label}.`);
  }
  return entry;
}

import type { HistoryRow } from '../../shared/contract/labels';
import { useNotices } from '../app/notices';
import type { StepDone } from './document/document-state';
import { currentDocument } from './document/open-documents';

export async function undo(): Promise<void> {
  tellShared(await currentDocument()?.undo());
}

export async function redo(): Promise<void> {
  tellShared(await currentDocument()?.redo());
}

/** Undoes or redoes all at once until the edit is the newest one that is seen. @param editId null: to the beginning */
export async function stepTo(editId: number | null): Promise<void> {
  tellShared(await currentDocument()?.stepTo(editId));
}

function tellShared(done: StepDone | null | undefined): void {
  if (done && done.shared.length > 0) useNotices.getState().showDone(done.shared.map(sharedSentence).join(' '));
}

function sharedSentence({ isUndone, images, label }: HistoryRow): string {
  return `${isUndone ? 'Undone' : 'Done again'} in ${images} images: ${label}.`;
}

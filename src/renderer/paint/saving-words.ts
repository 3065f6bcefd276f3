import { counted } from '../app/words';
import type { Saving } from './document/document-state';

interface SavingLine {
  tone: 'good' | 'idle' | 'bad';
  words: string;
  hint: string;
}

/** How far strokes are on the disk, for the status line and its hint. */
export function savingWords(saving: Saving, undoKeys: string): SavingLine {
  switch (saving.status) {
    case 'saved':
      return {
        tone: 'good',
        words: 'All saved',
        hint: `Every stroke is saved as it is made; there is nothing to save by hand. ${undoKeys} takes strokes back, also after the program was closed.`,
      };
    case 'saving':
      return { tone: 'idle', words: 'Saving…', hint: `${counted(saving.edits, 'stroke')} on the way to the disk.` };
    case 'failed':
      return {
        tone: 'bad',
        words: `${counted(saving.edits, 'stroke')} not saved`,
        hint: `${saving.problem.message} ${saving.problem.hint}`,
      };
  }
}

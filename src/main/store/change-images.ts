import type { SessionActs } from './session-area';
import type { StoreContext } from './store-context';

/**
 * Runs acts on rows of images: one transaction each, counted as a change, and in the working session where a person
 * acts. What goes on by itself, as the adding of a folder does, is nobody's time.
 */
export function imageChanges(
  context: StoreContext,
  acts: SessionActs,
): <T>(act: () => T, by?: 'person' | 'program') => T {
  return (act, by = 'person') => {
    try {
      return context.write(() => {
        if (by === 'person') acts.note(null, null, 'by-hand');
        return act();
      });
    } finally {
      context.changes.images++;
    }
  };
}

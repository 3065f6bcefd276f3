import type { SessionActs } from './session-area';
import type { StoreContext } from './store-context';

/** Runs acts of a person on rows of images: one transaction each, counted in the working session and as a change. */
export function imageChanges(context: StoreContext, acts: SessionActs): <T>(act: () => T) => T {
  return (act) => {
    try {
      return context.write(() => {
        acts.note(null, null, 'by-hand');
        return act();
      });
    } finally {
      context.changes.images++;
    }
  };
}

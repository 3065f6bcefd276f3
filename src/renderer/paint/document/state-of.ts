import type { LabelState } from '../../../shared/contract/labels';
import type { DocumentState, Saving } from './document-state';
import type { Failure } from './pending';

export interface DocumentParts {
  /** As main acknowledged them. */
  facts: LabelState;
  /** Edits that are on their way or still worked out. */
  edits: number;
  failure: Failure | null;
  loading: DocumentState['loading'];
  lockedReason: string | null;
}

/** What a document tells of itself. What is on its way can be undone; after a failure it has to be saved first. */
export function stateOf({ facts, edits, failure, loading, lockedReason }: DocumentParts): DocumentState {
  const { revision, painted, canUndo, canRedo } = facts;
  return {
    loading,
    openProblem: failure?.isLoading ? failure.problem : null,
    lockedReason,
    saving: savingOf(edits, failure),
    revision,
    painted,
    canUndo: failure === null && (canUndo || edits > 0),
    canRedo: failure === null && canRedo && edits === 0,
  };
}

function savingOf(edits: number, failure: Failure | null): Saving {
  if (edits === 0) return { status: 'saved' };
  return failure === null ? { status: 'saving', edits } : { status: 'failed', edits, problem: failure.problem };
}

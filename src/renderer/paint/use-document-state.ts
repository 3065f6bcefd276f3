import { useSyncExternalStore } from 'react';
import type { DocumentState, LabelDocumentView } from './document/document-state';

/** What a document knows beside its pixels, as it changes. */
export function useDocumentState(document: LabelDocumentView): DocumentState {
  return useSyncExternalStore(document.subscribe, () => document.state);
}

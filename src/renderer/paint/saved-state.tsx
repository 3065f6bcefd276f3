import type { ReactNode } from 'react';
import { keysOf } from '../app/all-commands';
import { openProject } from '../app/app-state';
import { Hint } from '../components/hint';
import { ImageStatus } from '../components/image-status';
import { useClasses } from './classes-state';
import type { LabelDocumentView } from './document/document-state';
import { useDocument, useUnsaved } from './document/open-documents';
import { importanceName, usePlane } from './document/plane-state';
import { labelName } from './label-palette';
import { savingWords } from './saving-words';
import { useDocumentState } from './use-document-state';

/** Whether all strokes are on the disk, in the status line. */
export function SavedState(): ReactNode {
  const document = useDocument();
  const elsewhere = useUnsaved(({ names }) => names).filter((name) => name !== document?.name);
  if (elsewhere.length > 0) {
    return (
      <Hint text="Go back to the image and save them again. They are kept while this window is open.">
        <span className="saved-state" data-tone="bad" role="status">
          Strokes not saved on {elsewhere.join(', ')}
        </span>
      </Hint>
    );
  }
  return document === null ? null : <SavedWords document={document} />;
}

function SavedWords({ document }: { document: LabelDocumentView }): ReactNode {
  const { saving, lockedReason, openProblem } = useDocumentState(document);
  if (openProblem !== null) return <span className="status-warn">Labels not read</span>;
  if (lockedReason !== null) {
    // Said for the whole project beside this.
    if (openProject()?.isReadOnly) return null;
    return (
      <Hint text={lockedReason}>
        <span className="status-warn">Locked</span>
      </Hint>
    );
  }
  const { tone, words, hint } = savingWords(saving, keysOf('paint.undo') ?? '');
  return (
    <div className="saved-state" role="status" aria-label="Saving">
      <Hint text={hint}>
        <span data-tone={tone}>{words}</span>
      </Hint>
      {saving.status === 'failed' && (
        <button type="button" className="link" onClick={() => document.retry()}>
          Save again
        </button>
      )}
    </div>
  );
}

/** What is in hand on Paint, at the end of the status line. */
export function PaintStatus(): ReactNode {
  const plane = usePlane((state) => state.plane);
  const document = useDocument();
  const classes = useClasses((state) => state.classes);
  return (
    <ImageStatus
      hasValues
      at={({ x, y }) => {
        const value = document?.labelAt(Math.floor(x), Math.floor(y)) ?? 0;
        if (plane === 'importance') return value === 0 ? null : importanceName(value);
        return labelName(value, classes);
      }}
    />
  );
}

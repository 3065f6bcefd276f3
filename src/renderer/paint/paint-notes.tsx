import { EyeOff, FileWarning, Lock, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { act, ask } from '../app/client';
import { Button } from '../components/button';
import { ProblemNote } from '../components/problem-note';
import { ProgressBar } from '../components/progress-bar';
import { editClass } from './class-panel-state';
import type { LabelDocumentView } from './document/document-state';
import { toggleHidden, useClassInHand, usePaint } from './document/paint-state';
import { useDocumentState } from './use-document-state';

interface PaintNotesProps {
  project: OpenProjectFacts;
  image: ImageRow;
  document: LabelDocumentView;
}

/** What keeps from painting on this image, over the canvas, with what can be done about it. */
export function PaintNotes({ project, image, document }: PaintNotesProps): ReactNode {
  const inHand = useClassInHand();
  const isHidden = usePaint(({ hidden }) => inHand !== null && hidden.has(inHand.id));
  const { loading, openProblem, lockedReason, saving } = useDocumentState(document);
  return (
    <div className="paint-notes">
      {openProblem !== null && (
        <ProblemNote problem={openProblem}>
          <Button onClick={() => document.retry()}>Try again</Button>
        </ProblemNote>
      )}
      {saving.status === 'failed' && (
        <ProblemNote problem={saving.problem}>
          <Button kind="primary" onClick={() => document.retry()}>
            Save again
          </Button>
          <Button onClick={() => document.discardUnsaved()}>Give up what is not saved</Button>
        </ProblemNote>
      )}
      {openProblem === null && loading !== null && loading.total > 0 && (
        <p className="paint-note paint-note-late">
          Reading the labels
          <ProgressBar label="Labels read" value={loading.done} of={loading.total} />
        </p>
      )}
      {lockedReason !== null && (
        <p className="paint-note" role="status">
          <Lock size={16} aria-hidden="true" />
          {lockedReason}
        </p>
      )}
      {image.fileState === 'changed' && (
        <p className="paint-note">
          <FileWarning size={16} aria-hidden="true" />
          The file has changed since it was added.
          {!project.isReadOnly && (
            <Button onClick={() => act(() => ask('images.refresh', { id: image.id }))}>Read it again</Button>
          )}
        </p>
      )}
      {lockedReason === null && inHand !== null && isHidden && (
        <p className="paint-note">
          <EyeOff size={16} aria-hidden="true" />
          <span className="truncate">{inHand.name} is hidden: strokes of it are not seen.</span>
          <Button onClick={() => toggleHidden(inHand.id)}>Show it</Button>
        </p>
      )}
      {lockedReason === null && inHand === null && !project.isReadOnly && (
        <p className="paint-note">
          <TriangleAlert size={16} aria-hidden="true" />
          There is no class to paint with yet.
          <Button onClick={() => editClass('new')}>Add a class</Button>
        </p>
      )}
    </div>
  );
}

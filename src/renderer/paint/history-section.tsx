import { Redo2, Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { keysOf } from '../app/all-commands';
import { act } from '../app/client';
import { count } from '../app/words';
import { IconButton } from '../components/button';
import { Section } from '../components/section';
import type { LabelDocumentView } from './document/document-state';
import { redo, undo } from './history-acts';
import { HistoryBox } from './history-box';
import { useHistory } from './history-state';
import { useDocumentState } from './use-document-state';

interface HistorySectionProps {
  image: ImageRow;
  document: LabelDocumentView;
}

/** What was done to this image, newest first; any step of it can be gone back or forth to. */
export function HistorySection({ image, document }: HistorySectionProps): ReactNode {
  const state = useDocumentState(document);
  const [isOpen, setOpen] = useState(true);
  const { list, need } = useHistory(image.id, state.revision, isOpen);
  const isLocked = state.lockedReason !== null;
  return (
    <Section
      title="History"
      onOpen={setOpen}
      actions={
        <div className="section-acts">
          {isOpen && list !== null && list.total > 0 && (
            <span className="history-place" title="Steps that are seen, of all that can be gone to">
              {count(list.standing)} of {count(list.total)}
            </span>
          )}
          <IconButton
            icon={Undo2}
            size="small"
            label="Undo"
            keys={keysOf('paint.undo')}
            disabled={!state.canUndo || isLocked}
            onClick={() => act(undo)}
          />
          <IconButton
            icon={Redo2}
            size="small"
            label="Redo"
            keys={keysOf('paint.redo')}
            disabled={!state.canRedo || isLocked}
            onClick={() => act(redo)}
          />
        </div>
      }
    >
      {list !== null && list.total === 0 && (
        <p className="section-words">Each stroke is listed here, and can be undone at any time.</p>
      )}
      {list !== null && list.total > 0 && (
        <HistoryBox key={image.id} image={image} list={list} isLocked={isLocked} need={need} />
      )}
    </Section>
  );
}

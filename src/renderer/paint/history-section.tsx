import { Blend, Brush, FileInput, type LucideIcon, Redo2, Tags, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { HistoryRow } from '../../shared/contract/labels';
import type { ImageId } from '../../shared/ids';
import { keysOf } from '../app/all-commands';
import { act } from '../app/client';
import { IconButton } from '../components/button';
import { useNowMs } from '../components/now';
import { Section } from '../components/section';
import type { DocumentState } from './document/document-state';
import { redo, stepTo, undo } from './history-acts';
import { HISTORY_ROWS, useHistory } from './history-state';
import { presentEdit } from './history-steps';
import { shortAgo } from './history-words';
import { toolEntries } from './paint-tools';
import { regionActEntries } from './region-act-entries';

interface HistorySectionProps {
  id: ImageId;
  state: DocumentState;
}

/** Often enough for words such as `4 min`. */
const RENEWED_MS = 20_000;

/** What was done to this image, newest first; a click goes back or forth to it. */
export function HistorySection({ id, state }: HistorySectionProps): ReactNode {
  const history = useHistory(id, state.revision);
  const nowMs = useNowMs(RENEWED_MS);
  const present = presentEdit(history);
  const isLocked = state.lockedReason !== null;
  return (
    <Section
      title="History"
      actions={
        <div className="section-acts">
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
      {history.length === 0 && (
        <p className="section-words">Each stroke is listed here, and can be undone at any time.</p>
      )}
      {history.length > 0 && (
        <ol className="history" aria-label="Edits, newest first">
          {history.map((entry) => (
            <li key={entry.editId}>
              <HistoryButton
                entry={entry}
                isLocked={isLocked}
                isPresent={entry.editId === present}
                ago={shortAgo(Date.parse(entry.at), nowMs)}
                onClick={() => act(() => stepTo(history, entry.editId))}
              />
            </li>
          ))}
        </ol>
      )}
      {history.length === HISTORY_ROWS && <p className="section-words">Undo goes back further than this list.</p>}
    </Section>
  );
}

interface HistoryButtonProps {
  entry: HistoryRow;
  isPresent: boolean;
  isLocked: boolean;
  ago: string;
  onClick(): void;
}

function HistoryButton({ entry, isPresent, isLocked, ago, onClick }: HistoryButtonProps): ReactNode {
  const Icon = iconOf(entry);
  return (
    <button
      type="button"
      className="history-row"
      aria-current={isPresent ? 'step' : undefined}
      data-undone={entry.isUndone}
      disabled={isLocked}
      title={`${new Date(entry.at).toLocaleString('en-GB')}${entry.images > 1 ? `, in ${entry.images} images` : ''}`}
      onClick={onClick}
    >
      <Icon size={16} aria-hidden="true" />
      <span className="truncate">{entry.label}</span>
      {entry.isUndone && <span className="visually-hidden">undone</span>}
      <span className="history-ago">{ago}</span>
    </button>
  );
}

function isRegionAct(label: string): boolean {
  return Object.values(regionActEntries).some(({ name }) => label.startsWith(name));
}

/** Each act has the icon of its tool, whose name its own begins with. */
function iconOf({ kind, label }: HistoryRow): LucideIcon {
  switch (kind) {
    case 'stroke':
    case 'polygon':
    case 'fill':
    case 'other':
      return toolEntries.find(({ name }) => label.startsWith(name))?.icon ?? (isRegionAct(label) ? Blend : Brush);
    case 'remove-class':
    case 'restore-class':
      return Tags;
    default:
      return FileInput;
  }
}

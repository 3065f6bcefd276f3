import { Menu } from '@base-ui/react/menu';
import { CircleStop, Eye, EyeOff, MoreHorizontal } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { RunRow } from '../../shared/contract/runs';
import { weightingName } from '../../shared/weighting/words';
import { readOnlyReason } from '../app/app-state';
import { act } from '../app/client';
import { setRun } from '../app/workspace';
import { IconButton } from '../components/button';
import { Hint } from '../components/hint';
import { overlayRoot } from '../components/overlay-root';
import {
  askToRemove,
  exportRun,
  inspectRun,
  keepNote,
  removeBlocked,
  resumeBlocked,
  resumeRun,
  stopRun,
  untrained,
} from './run-acts';
import { StateChip } from './run-chip';
import { differenceWords, type RunDifference } from './run-differences';
import { clock, isInProgress, lossWords, networkWords, runName, runNumber, score, secondsOf } from './run-words';
import { toggleCompared, useRuns } from './runs-state';

interface RunTableRowProps {
  row: RunRow;
  isSelected: boolean;
  /** From the selected run; null for itself. */
  differences: readonly RunDifference[] | null;
  nowMs: number;
}

export function RunTableRow({ row, isSelected, differences, nowMs }: RunTableRowProps): ReactNode {
  const isCompared = useRuns((state) => state.compared.has(row.id));
  const seconds = secondsOf(row, nowMs);
  const name = runName(row.id);
  return (
    <tr data-selected={isSelected} aria-selected={isSelected}>
      <td>
        {!isSelected && (
          <IconButton
            icon={isCompared ? Eye : EyeOff}
            label={isCompared ? `Hide the curves of ${name}` : `Show the curves of ${name} for comparison`}
            size="small"
            aria-pressed={isCompared}
            onClick={() => toggleCompared(row.id)}
          />
        )}
      </td>
      <th scope="row">
        <button type="button" className="run-choose" aria-pressed={isSelected} onClick={() => setRun(row.id)}>
          <span className="visually-hidden">Run </span>
          {runNumber(row.id)}
        </button>
      </th>
      <td className="truncate">{weightingName(row.config.weighting)}</td>
      <td>
        <StateChip row={row} />
      </td>
      <td className="truncate run-minor">{networkWords(row.config.network)}</td>
      <td className="truncate run-minor">{lossWords(row.config.loss)}</td>
      <td className="run-number">{score(row.scores?.meanIou)}</td>
      <td className="run-number">{score(row.scores?.meanBoundaryIou)}</td>
      <td className="run-number">{seconds === null ? '–' : clock(seconds)}</td>
      <td>
        <Differences differences={differences} />
      </td>
      <td>
        <NoteCell row={row} />
      </td>
      <td>
        <div className="run-acts">
          {isInProgress(row) && (
            <IconButton
              icon={CircleStop}
              label={`Stop ${name}`}
              size="small"
              onClick={() => act(() => stopRun(row.id))}
            />
          )}
          <RunMenu row={row} />
        </div>
      </td>
    </tr>
  );
}

function Differences({ differences }: { differences: readonly RunDifference[] | null }): ReactNode {
  if (differences === null) return null;
  if (differences.length === 0) return <span className="run-quiet">nothing</span>;
  return (
    <Hint text={differenceWords(differences)}>
      <span className="run-differences truncate">{differences.map(({ name }) => name).join(', ')}</span>
    </Hint>
  );
}

function NoteCell({ row }: { row: RunRow }): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);
  const name = runName(row.id);
  if (draft === null) {
    return (
      <button
        type="button"
        className="run-note truncate"
        data-empty={row.notes === ''}
        aria-label={row.notes === '' ? `Add a note to ${name}` : `Note of ${name}: ${row.notes}. Change it`}
        disabled={readOnlyReason() !== null}
        onClick={() => setDraft(row.notes)}
      >
        {row.notes === '' ? 'Add a note' : row.notes}
      </button>
    );
  }
  const keep = (): void => {
    setDraft(null);
    if (draft.trim() !== row.notes) act(() => keepNote(row.id, draft.trim()));
  };
  return (
    <input
      className="field run-note-field"
      aria-label={`Note of ${name}`}
      // The field replaces the button that was pressed.
      ref={(field) => field?.focus()}
      value={draft}
      maxLength={2000}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}

function RunMenu({ row }: { row: RunRow }): ReactNode {
  const noResume = useRuns(() => resumeBlocked(row));
  const acts = [
    { words: 'Resume', blocked: noResume, run: () => act(() => resumeRun(row.id)) },
    { words: 'Inspect', blocked: untrained(row), run: () => inspectRun(row.id) },
    { words: 'Export', blocked: untrained(row), run: () => exportRun(row.id) },
    { words: 'Delete…', blocked: removeBlocked(row), run: () => askToRemove(row) },
  ];
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button" data-size="small" aria-label={`Acts on ${runName(row.id)}`}>
        <MoreHorizontal size={16} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal container={overlayRoot()}>
        <Menu.Positioner className="menu-positioner" align="end" sideOffset={4}>
          <Menu.Popup className="menu">
            {acts.map(({ words, blocked, run }) => (
              <Menu.Item
                key={words}
                className="menu-item"
                disabled={blocked !== null}
                title={blocked ?? undefined}
                onClick={run}
              >
                {words}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

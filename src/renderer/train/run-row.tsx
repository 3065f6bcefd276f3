import { Menu } from '@base-ui/react/menu';
import { ArrowUp, CircleStop, Eye, EyeOff, MoreHorizontal, Star } from 'lucide-react';
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
  moveInQueue,
  removeBlocked,
  removeRun,
  repeatBlocked,
  repeatRun,
  resumeBlocked,
  resumeRun,
  starRun,
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
  /** In the queue, 0 for the next, and how many wait in all. */
  place: number;
  waiting: number;
}

export function RunTableRow({ row, isSelected, differences, nowMs, place, waiting }: RunTableRowProps): ReactNode {
  const isCompared = useRuns((state) => state.compared.has(row.id));
  const seconds = secondsOf(row, nowMs);
  const name = runName(row.id);
  return (
    <tr data-selected={isSelected} aria-selected={isSelected}>
      <td>
        <IconButton
          icon={Star}
          label={row.isStarred ? `Take the star from ${name}` : `Star ${name}`}
          size="small"
          className="icon-button run-star"
          data-starred={row.isStarred}
          aria-pressed={row.isStarred}
          disabled={readOnlyReason() !== null}
          onClick={() => act(() => starRun(row.id, !row.isStarred))}
        />
      </td>
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
          {row.status === 'queued' && (
            <IconButton
              icon={ArrowUp}
              label={`Train ${name} earlier`}
              size="small"
              disabled={place === 0}
              onClick={() => act(() => moveInQueue(row.id, place - 1))}
            />
          )}
          <RunMenu row={row} place={place} waiting={waiting} />
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

function queueActs({ id }: RunRow, place: number, waiting: number) {
  const readOnly = readOnlyReason();
  const isFirst = place === 0 ? 'It is the next already.' : readOnly;
  const isLast = place === waiting - 1 ? 'It is the last already.' : readOnly;
  return [
    { words: 'Train next', blocked: isFirst, run: () => act(() => moveInQueue(id, 0)) },
    { words: 'Train later', blocked: isLast, run: () => act(() => moveInQueue(id, place + 1)) },
    { words: 'Take out of the queue', blocked: readOnly, run: () => act(() => removeRun(id)) },
  ];
}

function RunMenu({ row, place, waiting }: Pick<RunTableRowProps, 'row' | 'place' | 'waiting'>): ReactNode {
  const noResume = useRuns(() => resumeBlocked(row));
  const acts =
    row.status === 'queued'
      ? queueActs(row, place, waiting)
      : [
          { words: 'Resume', blocked: noResume, run: () => act(() => resumeRun(row.id)) },
          { words: 'Repeat', blocked: repeatBlocked(row), run: () => act(() => repeatRun(row.id)) },
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

import type { RunRow } from '../../shared/contract/runs';
import { weightingName } from '../../shared/weighting/words';
import { lossWords, networkWords, runNumber, secondsOf } from './run-words';

export type RunColumn =
  | 'star'
  | 'run'
  | 'weighting'
  | 'state'
  | 'network'
  | 'loss'
  | 'meanIou'
  | 'boundaryIou'
  | 'time'
  | 'note';

export interface RunSort {
  column: RunColumn;
  isDescending: boolean;
}

/** Rows in the order of a column; rows without a value come last either way, the newest first among equals. */
export function sortRuns(rows: readonly RunRow[], sort: RunSort, nowMs: number): RunRow[] {
  const value = (row: RunRow): number | string | null => columnValue(row, sort.column, nowMs);
  const sign = sort.isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left !== right) {
      if (left === null) return 1;
      if (right === null) return -1;
      return sign * compared(left, right);
    }
    return runNumber(b.id) - runNumber(a.id);
  });
}

function compared(left: number | string, right: number | string): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return words.compare(String(left), String(right));
}

const words = new Intl.Collator('en', { numeric: true });

const inWords: ReadonlySet<RunColumn> = new Set(['weighting', 'state', 'network', 'loss', 'note']);

/** A click on a column: largest first, words from A; then turned round. */
export function nextSort(sort: RunSort, column: RunColumn): RunSort {
  return { column, isDescending: sort.column === column ? !sort.isDescending : !inWords.has(column) };
}

function columnValue(row: RunRow, column: RunColumn, nowMs: number): number | string | null {
  switch (column) {
    case 'star':
      return Number(row.isStarred);
    case 'weighting':
      return weightingName(row.config.weighting);
    case 'state':
      return row.status;
    case 'network':
      return networkWords(row.config.network);
    case 'loss':
      return lossWords(row.config.loss);
    case 'note':
      return row.notes === '' ? null : row.notes;
    case 'run':
      return runNumber(row.id);
    case 'meanIou':
      return row.scores?.meanIou ?? null;
    case 'boundaryIou':
      return row.scores?.meanBoundaryIou ?? null;
    case 'time':
      return secondsOf(row, nowMs);
  }
}

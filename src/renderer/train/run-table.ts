import type { RunRow } from '../../shared/contract/runs';
import { runNumber, secondsOf } from './run-words';

export type RunColumn = 'run' | 'meanIou' | 'boundaryIou' | 'time';

export interface RunSort {
  column: RunColumn;
  isDescending: boolean;
}

/** Rows in the order of a column; rows without a value come last either way, the newest first among equals. */
export function sortRuns(rows: readonly RunRow[], sort: RunSort, nowMs: number): RunRow[] {
  const value = (row: RunRow): number | null => columnValue(row, sort.column, nowMs);
  const sign = sort.isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left !== right) {
      if (left === null) return 1;
      if (right === null) return -1;
      return sign * (left - right);
    }
    return runNumber(b.id) - runNumber(a.id);
  });
}

/** A click on a column: largest first, then turned round. */
export function nextSort(sort: RunSort, column: RunColumn): RunSort {
  return { column, isDescending: sort.column === column ? !sort.isDescending : true };
}

function columnValue(row: RunRow, column: RunColumn, nowMs: number): number | null {
  switch (column) {
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

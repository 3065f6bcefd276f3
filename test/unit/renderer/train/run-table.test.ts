import { describe, expect, it } from 'vitest';
import { nextSort, sortRuns } from '../../../../src/renderer/train/run-table';
import type { RunRow } from '../../../../src/shared/contract/runs';
import { runRow } from '../made/run-row';

function row(number: number, meanIou: number | null, seconds: number): RunRow {
  return runRow(number, {
    startedAt: '2026-05-20T12:00:00.000Z',
    endedAt: new Date(Date.parse('2026-05-20T12:00:00.000Z') + 1000 * seconds).toISOString(),
    scores: meanIou === null ? null : { classes: [], meanIou, meanBoundaryIou: null, validPixels: 1 },
  });
}

const rows = [row(3, null, 30), row(2, 0.4, 90), row(1, 0.6, 60)];
const order = (sort: Parameters<typeof sortRuns>[1]): number[] =>
  sortRuns(rows, sort, 0).map(({ id }) => Number(id.slice(4)));

describe('the order of runs', () => {
  it('follows the column', () => {
    expect(order({ column: 'run', isDescending: true })).toEqual([3, 2, 1]);
    expect(order({ column: 'time', isDescending: false })).toEqual([3, 1, 2]);
  });

  it('puts runs without a score last, whichever way it goes', () => {
    expect(order({ column: 'meanIou', isDescending: true })).toEqual([1, 2, 3]);
    expect(order({ column: 'meanIou', isDescending: false })).toEqual([2, 1, 3]);
  });

  it('puts the newest first among equals', () => {
    expect(order({ column: 'boundaryIou', isDescending: false })).toEqual([3, 2, 1]);
  });

  it('turns round at the second click', () => {
    const once = nextSort({ column: 'run', isDescending: true }, 'meanIou');
    expect([once, nextSort(once, 'meanIou')]).toEqual([
      { column: 'meanIou', isDescending: true },
      { column: 'meanIou', isDescending: false },
    ]);
  });
});

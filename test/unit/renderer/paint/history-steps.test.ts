import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presentEdit, stepsTo } from '../../../../src/renderer/paint/history-steps';
import type { HistoryRow } from '../../../../src/shared/contract/labels';

const numRuns = process.env.MASKWRIGHT_SOAK === '1' ? 5000 : 200;

/** `edits` edits numbered from 1, of which the newest `undone` are undone; newest first. */
function made(edits: number, undone: number): HistoryRow[] {
  return Array.from({ length: edits }, (_, index) => ({
    editId: edits - index,
    kind: 'stroke',
    label: 'Brush, membrane',
    at: '2025-01-01T10:00:00.000Z',
    isUndone: index < undone,
    images: 1,
  }));
}

describe('a click in the history', () => {
  it('undoes what came after the edit', () => {
    expect(stepsTo(made(5, 0), 3)).toEqual({ act: 'undo', times: 2 });
  });

  it('redoes up to and with the edit', () => {
    expect(stepsTo(made(5, 3), 4)).toEqual({ act: 'redo', times: 2 });
  });

  it('on the present state does nothing', () => {
    expect(stepsTo(made(5, 2), 3)).toBeNull();
    expect(stepsTo(made(5, 2), 99)).toBeNull();
  });

  it('makes the edit the present one, whatever was undone before', () => {
    const places = fc.integer({ min: 1, max: 30 }).chain((edits) =>
      fc.record({
        edits: fc.constant(edits),
        undone: fc.integer({ min: 0, max: edits }),
        target: fc.integer({ min: 1, max: edits }),
      }),
    );
    fc.assert(
      fc.property(places, ({ edits, undone, target }) => {
        const steps = stepsTo(made(edits, undone), target);
        const change = steps === null ? 0 : steps.act === 'undo' ? steps.times : -steps.times;
        expect(presentEdit(made(edits, undone + change))).toBe(target);
      }),
      { seed: 11, numRuns },
    );
  });
});

import type { HistoryRow } from '../../shared/contract/labels';

/** How to get from the present state to the one right after an edit: by so many undos or so many redos. */
export type HistorySteps = { act: 'undo' | 'redo'; times: number };

/**
 * @param history newest first; the undone edits are the newest ones
 * @returns null where the edit is not in the list, or is the present state
 */
export function stepsTo(history: readonly HistoryRow[], editId: number): HistorySteps | null {
  const target = history.findIndex((entry) => entry.editId === editId);
  if (target < 0) return null;
  const present = history.findIndex((entry) => !entry.isUndone);
  const at = present < 0 ? history.length : present;
  if (target === at) return null;
  return target > at ? { act: 'undo', times: target - at } : { act: 'redo', times: at - target };
}

/** The edit whose result is seen now; null where all are undone or there is none. */
export function presentEdit(history: readonly HistoryRow[]): number | null {
  return history.find((entry) => !entry.isUndone)?.editId ?? null;
}

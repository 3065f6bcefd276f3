import { create } from 'zustand';
import type { ProblemData } from '../../shared/problem';

/** One thing at a time at the lower edge: what went wrong, or what was done and can be undone. */
type Notice =
  | { kind: 'problem'; problem: ProblemData }
  | { kind: 'done'; sentence: string; undo: (() => Promise<unknown>) | null };

interface NoticesState {
  notice: Notice | null;
  showProblem(problem: ProblemData): void;
  showDone(sentence: string, undo?: () => Promise<unknown>): void;
  dismiss(): void;
}

export const useNotices = create<NoticesState>()((set) => ({
  notice: null,
  showProblem: (problem) => set({ notice: { kind: 'problem', problem } }),
  showDone: (sentence, undo) => set({ notice: { kind: 'done', sentence, undo: undo ?? null } }),
  dismiss: () => set({ notice: null }),
}));

/** Undoes what the notice offers to undo; nothing where it offers nothing. */
export async function undoNotice(): Promise<void> {
  const { notice, dismiss } = useNotices.getState();
  if (notice?.kind !== 'done' || notice.undo === null) return;
  dismiss();
  await notice.undo();
}

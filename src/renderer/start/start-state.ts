import { create } from 'zustand';
import type { RecentProject } from '../../shared/contract/projects';
import type { ProblemData } from '../../shared/problem';
import { ask } from '../app/client';
import type { NewProjectOffer } from './new-project';

interface StartState {
  /** Null until main has answered. */
  recent: RecentProject[] | null;
  /** The form for a new project, where it is shown. */
  offer: (NewProjectOffer & { key: number }) | null;
  /** Why what was dropped or chosen cannot be opened. */
  problem: ProblemData | null;
  refresh(): Promise<void>;
  offerNew(offer: NewProjectOffer): void;
  closeOffer(): void;
  showProblem(problem: ProblemData | null): void;
}

export const useStart = create<StartState>()((set, get) => ({
  recent: null,
  offer: null,
  problem: null,
  refresh: async () => set({ recent: await ask('projects.recent', null) }),
  offerNew: (offer) => set({ offer: { ...offer, key: (get().offer?.key ?? 0) + 1 }, problem: null }),
  closeOffer: () => set({ offer: null }),
  showProblem: (problem) => set({ problem }),
}));

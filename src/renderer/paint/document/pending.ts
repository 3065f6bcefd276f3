import type { LabelEdit } from '../../../shared/labels/edit';
import type { TileMap } from '../../../shared/labels/tile-map';
import type { ProblemData } from '../../../shared/problem';
import type { LabelAct, StepDone } from './document-state';

/** An edit that is seen and not yet acknowledged. */
export interface PendingEdit {
  kind: 'edit';
  editKind: 'stroke' | LabelAct['kind'];
  /** In words, for the history. */
  name: string;
  /** As it stands on the labels beneath it now. */
  edit: LabelEdit;
  /** The same act on other labels. */
  redo(map: TileMap): LabelEdit;
}

/** Where a step of the history leads; `editId` null: to the beginning. */
export type StepTarget = 'undo' | 'redo' | { editId: number | null };

export interface PendingStep {
  kind: 'step';
  target: StepTarget;
  resolve(done: StepDone | null): void;
  reject(error: unknown): void;
}

/** What a document has to do with main, one after another. */
export type Pending = { kind: 'load' } | PendingEdit | PendingStep;

export function isEdit(pending: Pending): pending is PendingEdit {
  return pending.kind === 'edit';
}

export function isStep(pending: Pending): pending is PendingStep {
  return pending.kind === 'step';
}

/** What stopped the first of the pending acts. */
export interface Failure {
  problem: ProblemData;
  /** The labels could not be read, so that nothing can be painted on them. */
  isLoading: boolean;
}

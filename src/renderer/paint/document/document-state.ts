import type { HistoryRow } from '../../../shared/contract/labels';
import type { Brush, Point } from '../../../shared/labels/brush';
import type { ProblemData } from '../../../shared/problem';
import type { LabelSource } from '../../canvas/label-source';

export type Saving =
  | { status: 'saved' }
  | { status: 'saving'; edits: number }
  /** Edits stay in memory and on the screen; `retry` offers them again, and so does the next stroke. */
  | { status: 'failed'; edits: number; problem: ProblemData };

/** What a document knows beside its pixels; a new object with every change. */
export interface DocumentState {
  /** Tiles that have arrived, of those that hold something; null once all are here. */
  loading: { done: number; total: number } | null;
  /** Why the labels could not be read; `retry` tries again. */
  openProblem: ProblemData | null;
  /** Why nothing can be painted, a sentence; null where painting is possible. */
  lockedReason: string | null;
  saving: Saving;
  /** Counts acknowledged edits, undos and redos: ask for the history again when it changes. */
  revision: number;
  /** Pixels of each class id with at least one, 255 for void; as of the last acknowledgement. */
  painted: readonly { classId: number; pixels: number }[];
  canUndo: boolean;
  canRedo: boolean;
}

export interface StrokeRules {
  /** What is painted: a class id, 255 for void, 0 to erase. */
  label: number;
  /** 256 entries by label, 1 where pixels of that label stay as they are; null: none is locked. */
  locked: Uint8Array | null;
  /** In words, for the history, e.g. `Brush, membrane`. */
  name: string;
}

/** Paint that is still wet: seen at once, saved when it is finished. */
export interface WetStroke {
  /** Paints the way of a brush between two points; the same point twice is one dab. */
  segment(brush: Brush, from: Point, to: Point): void;
  /** Makes it an edit and has it saved; nothing is kept where no pixel changed. */
  finish(): void;
  /** Takes it away as if it had not been. */
  cancel(): void;
}

/** What tools need of a document. */
export interface StrokeTarget {
  readonly width: number;
  readonly height: number;
  /** Begins a stroke; null where nothing can be painted. One that is wet already is finished first. */
  beginStroke(rules: StrokeRules): WetStroke | null;
  /** Gives a label to the connected region around a pixel; resolves once it is seen. */
  fill(x: number, y: number, rules: StrokeRules): Promise<void>;
  /** Label of a pixel as it is seen; 0 outside. */
  labelAt(x: number, y: number): number;
}

/** The labels of one image in the window. */
export interface LabelDocumentView extends LabelSource, StrokeTarget {
  readonly id: string;
  /** The image's name. */
  readonly name: string;
  readonly state: DocumentState;
  /** Hears of a new `state`; the returned function ends it. Bound, for useSyncExternalStore. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Waits for what is being saved; null where there is nothing to undo. @throws Problem */
  undo(): Promise<HistoryRow | null>;
  redo(): Promise<HistoryRow | null>;
  /** Tries again what failed. */
  retry(): void;
  /** Gives up edits that could not be saved, and shows what is on the disk. */
  discardUnsaved(): void;
  /** Once nothing is on its way; false where saving failed. */
  whenSaved(): Promise<boolean>;
}

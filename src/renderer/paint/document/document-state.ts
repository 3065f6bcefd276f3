import type { SteppedLabels } from '../../../shared/contract/labels';
import type { Brush, Point } from '../../../shared/labels/brush';
import type { LabelEdit } from '../../../shared/labels/edit';
import type { Painter } from '../../../shared/labels/painter';
import type { EditSteps } from '../../../shared/labels/steps';
import type { TileMap } from '../../../shared/labels/tile-map';
import type { ProblemData } from '../../../shared/problem';
import type { LabelSource, PixelRect } from '../../canvas/label-source';

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
  /** Only looked at so far: given up, not saved, where anything but the tool ends it. */
  isPreview?: boolean;
}

/** A piece of wet paint that is no way of a brush. The same however often it is painted, on whatever labels. */
export interface WetPart {
  /** What it touches at most. */
  bounds: PixelRect;
  paint(painter: Painter): void;
}

/** A whole act that is done at once. */
export interface LabelAct {
  /** In words, for the history. */
  name: string;
  kind: 'polygon' | 'fill' | 'other';
  /** As in {@link StrokeRules}; holds whatever `edit` gives. */
  locked: Uint8Array | null;
  /** What it does to a map; done again where the labels changed beneath it before they were saved. */
  edit(map: TileMap): LabelEdit;
}

/** An act that reads the labels, and may take longer than a frame. */
export interface LabelWork extends Omit<LabelAct, 'edit'> {
  steps(map: TileMap): EditSteps;
}

/** Paint that is still wet: seen at once, saved when it is finished. */
export interface WetStroke {
  /** Paints the way of a brush between two points; the same point twice is one dab. */
  segment(brush: Brush, from: Point, to: Point): void;
  add(part: WetPart): void;
  /**
   * Makes it an edit and has it saved; nothing is kept where no pixel changed.
   * @returns false where that is because all that lies there is locked
   */
  finish(): boolean;
  /** Takes it away as if it had not been. */
  cancel(): void;
  /** False once it was finished or cancelled, by whatever. */
  isWet(): boolean;
}

/** What tools need of a document. */
export interface StrokeTarget {
  readonly width: number;
  readonly height: number;
  /** Begins a stroke; null where nothing can be painted. One that is wet already is finished first. */
  beginStroke(rules: StrokeRules): WetStroke | null;
  /**
   * Does an act at once. A stroke that is wet is finished first.
   * @returns false where nothing can be painted, or all that lies there is locked
   */
  apply(act: LabelAct): boolean;
  /** The same for longer work, in slices, once all labels are read; resolves when it is seen. */
  work(work: LabelWork): Promise<boolean>;
  /** The labels once all have been read, without what is wet. */
  loaded(): Promise<TileMap>;
  /** Gives a label to the connected region around a pixel; resolves once it is seen, as `work` does. */
  fill(x: number, y: number, rules: StrokeRules): Promise<boolean>;
  /** Label of a pixel as it is seen; 0 outside. */
  labelAt(x: number, y: number): number;
}

/** What was undone or done again; `shared` touched other images as well. */
export type StepDone = Pick<SteppedLabels, 'entry' | 'shared'>;

/** The labels of one image in the window. */
export interface LabelDocumentView extends LabelSource, StrokeTarget {
  readonly id: string;
  /** The image's name. */
  readonly name: string;
  readonly state: DocumentState;
  /** Hears of a new `state`; the returned function ends it. Bound, for useSyncExternalStore. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Waits for what is being saved; null where there is nothing to undo. @throws Problem */
  undo(): Promise<StepDone | null>;
  redo(): Promise<StepDone | null>;
  /** Undoes or redoes all at once until the edit is the newest that stands; null: until none does. @throws Problem */
  stepTo(editId: number | null): Promise<StepDone | null>;
  /** Tries again what failed. */
  retry(): void;
  /** Gives up edits that could not be saved, and shows what is on the disk. */
  discardUnsaved(): void;
  /** Once nothing is on its way; false where saving failed. */
  whenSaved(): Promise<boolean>;
}

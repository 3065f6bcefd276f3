import type { Point } from '../../../shared/labels/brush';
import type { LabelEdit } from '../../../shared/labels/edit';
import { floodFillSteps } from '../../../shared/labels/flood-fill';
import { inOneGo } from '../../../shared/labels/steps';
import type { TileMap } from '../../../shared/labels/tile-map';
import type { PixelRect } from '../../canvas/label-source';
import { ActQueue } from './act-queue';
import type {
  DocumentState,
  LabelAct,
  LabelDocumentView,
  LabelWork,
  StepDone,
  StrokeRules,
  WetStroke,
} from './document-state';
import type { LabelClient } from './label-client';
import { LabelExchange } from './label-exchange';
import { withoutLocked } from './locked-pixels';
import type { PendingEdit, StepTarget } from './pending';
import { SeenLabels } from './seen-labels';
import { inSlices } from './slices';
import { stateOf } from './state-of';

export interface DocumentImage {
  id: string;
  name: string;
  width: number;
  height: number;
  /** It is known before main answers that the image can be painted on: a stroke can begin at once. */
  isPaintable?: boolean;
}

/**
 * The labels of one image in the window. What is seen is what main acknowledged, and on it the edits that are on their
 * way and the stroke that is wet; main's answers come in the order of the acts. An edit is kept until it is saved.
 */
export class LabelDocument implements LabelDocumentView {
  readonly id: string;
  readonly name: string;
  readonly #labels: SeenLabels;
  readonly #acts: ActQueue;
  readonly #main: LabelExchange;
  #state: DocumentState;
  /** How many acts are being worked out. */
  #works = 0;
  /** How many undos and redos wait for them. */
  #stepsAfterWork = 0;
  readonly #listeners = new Set<() => void>();

  /** Begins to load at once. @param center image point in the middle of the view, whose tiles are loaded first */
  constructor(image: DocumentImage, client: LabelClient, center: () => Point | null = () => null) {
    this.id = image.id;
    this.name = image.name;
    this.#labels = new SeenLabels(image.width, image.height);
    const show = (base: TileMap): void => this.#show(base);
    const tell = (): void => this.#tell();
    this.#main = new LabelExchange({ client, labels: this.#labels, center, show, tell }, image.isPaintable ?? false);
    this.#acts = new ActQueue((pending) => this.#main.perform(pending), tell);
    this.#acts.add({ kind: 'load' });
    this.#state = this.#stateNow();
    void this.#acts.work();
  }

  get width(): number {
    return this.#labels.width;
  }

  get height(): number {
    return this.#labels.height;
  }

  get state(): DocumentState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  watch(onChange: (dirty: PixelRect) => void): () => void {
    return this.#labels.watch(onChange);
  }

  tile(key: number): Uint8Array | undefined {
    return this.#labels.tile(key);
  }

  labelAt(x: number, y: number): number {
    return this.#labels.labelAt(x, y);
  }

  beginStroke(rules: StrokeRules): WetStroke | null {
    if (!this.#canPaint()) return null;
    this.finishStroke();
    return this.#labels.begin(rules, () => this.#dry());
  }

  /** Makes an edit of what is wet: the pointer is lost, or another image comes in hand. */
  finishStroke(): void {
    this.#labels.dropPreview();
    this.#dry();
  }

  /** False where locks left nothing of what was wet. */
  #dry(): boolean {
    const dried = this.#labels.dry();
    if (dried === null) return true;
    const isKeptOut = dried.isKeptOut && this.#acts.hasOnlyEdits;
    this.#add(dried.stroke);
    return !isKeptOut;
  }

  apply({ name, kind, locked, edit }: LabelAct): boolean {
    if (!this.#canPaint()) return false;
    this.finishStroke();
    const wished = edit(this.#labels.map);
    const redo = (map: TileMap): LabelEdit => withoutLocked(edit(map), locked);
    return this.#addWished(wished, { kind: 'edit', editKind: kind, name, edit: withoutLocked(wished, locked), redo });
  }

  async loaded(): Promise<TileMap> {
    while (this.#main.loading !== null && this.#acts.failure?.isLoading !== true) await this.#acts.settled();
    this.finishStroke();
    return this.#labels.map;
  }

  async fill(x: number, y: number, { label, locked, name }: StrokeRules): Promise<boolean> {
    const steps = (map: TileMap) => floodFillSteps(map, Math.floor(x), Math.floor(y), label, locked);
    return this.work({ name, kind: 'fill', locked: null, steps });
  }

  async work(work: LabelWork): Promise<boolean> {
    this.#works++;
    this.#tell();
    try {
      return await this.#worked(work);
    } finally {
      this.#works--;
      this.#tell();
    }
  }

  async #worked({ name, kind, locked, steps }: LabelWork): Promise<boolean> {
    while (this.#canPaint() && this.#main.loading !== null) await this.#acts.settled();
    this.finishStroke();
    for (;;) {
      if (!this.#canPaint()) return false;
      const { map } = this.#labels;
      const wished = await inSlices(steps(map));
      // What was painted or undone meanwhile may change what comes out.
      if (this.#labels.map !== map) continue;
      const redo = (other: TileMap): LabelEdit => withoutLocked(inOneGo(steps(other)), locked);
      return this.#addWished(wished, { kind: 'edit', editKind: kind, name, edit: withoutLocked(wished, locked), redo });
    }
  }

  undo(): Promise<StepDone | null> {
    return this.#step('undo');
  }

  redo(): Promise<StepDone | null> {
    return this.#step('redo');
  }

  stepTo(editId: number | null): Promise<StepDone | null> {
    return this.#step({ editId });
  }

  retry(): void {
    void this.#acts.work();
  }

  /** Something else changed the labels on the disk, or whether they can be painted on. */
  reload(): void {
    if (!this.#acts.endsWithLoad) this.#acts.add({ kind: 'load' });
    void this.#acts.work();
  }

  discardUnsaved(): void {
    if (this.#acts.failure === null || this.#acts.isBusy) return;
    this.#acts.replace({ kind: 'load' });
    this.#show(this.#labels.base);
    void this.#acts.work();
  }

  async whenSaved(): Promise<boolean> {
    this.finishStroke();
    while ((this.#isWorking || !this.#acts.isDone) && this.#acts.failure === null) await this.#acts.settled();
    return this.#acts.failure === null;
  }

  /** Whether an edit, be it still worked out, or an undo or redo that was asked for, is only in memory. */
  get hasUnsaved(): boolean {
    return this.#isWorking || this.#labels.isWet || this.#acts.hasUnsaved;
  }

  get #isWorking(): boolean {
    return this.#works > 0 || this.#stepsAfterWork > 0;
  }

  #canPaint(): boolean {
    return this.#main.isOpen && this.#main.lockedReason === null && this.#acts.failure?.isLoading !== true;
  }

  #add(edit: PendingEdit): void {
    // What changes nothing now may do so after an undo or a loading that is on its way.
    if (edit.edit.length === 0 && this.#acts.hasOnlyEdits) return;
    this.#acts.add(edit);
    this.#labels.put(edit);
    this.#tell();
    void this.#acts.work();
  }

  /** @param wished the edit as it would be without locks; false where they left nothing of it */
  #addWished(wished: LabelEdit, edit: PendingEdit): boolean {
    const isKeptOut = wished.length > 0 && edit.edit.length === 0 && this.#acts.hasOnlyEdits;
    if (!isKeptOut) this.#add(edit);
    return !isKeptOut;
  }

  async #step(target: StepTarget): Promise<StepDone | null> {
    this.#labels.dropPreview();
    // While the button is down the stroke is not an edit yet.
    if (this.#labels.isWet) return null;
    // What is still worked out was asked for before.
    this.#stepsAfterWork++;
    while (this.#works > 0) await this.#acts.settled();
    this.#stepsAfterWork--;
    return new Promise((resolve, reject) => {
      this.#acts.add({ kind: 'step', target, resolve, reject });
      void this.#acts.work();
    });
  }

  #show(base: TileMap): void {
    this.#labels.show(base, this.#acts.edits);
  }

  #tell(): void {
    this.#state = this.#stateNow();
    this.#acts.release();
    for (const listener of this.#listeners) listener();
  }

  #stateNow(): DocumentState {
    const { facts, loading, lockedReason } = this.#main;
    const { edits, failure } = this.#acts;
    return stateOf({ facts, edits: edits.length + this.#works, failure, loading, lockedReason });
  }
}

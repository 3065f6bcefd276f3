import type { HistoryRow, LabelState } from '../../../shared/contract/labels';
import type { Point } from '../../../shared/labels/brush';
import type { LabelEdit } from '../../../shared/labels/edit';
import { floodFillSteps } from '../../../shared/labels/flood-fill';
import { inOneGo } from '../../../shared/labels/steps';
import { emptyTileMap, type TileMap } from '../../../shared/labels/tile-map';
import { windowProblem } from '../../app/window-problem';
import type { PixelRect } from '../../canvas/label-source';
import type { DocumentState, LabelAct, LabelDocumentView, LabelWork, StrokeRules, WetStroke } from './document-state';
import type { LabelClient } from './label-client';
import { withoutLocked } from './locked-pixels';
import { type Failure, isEdit, isStep, type Pending, type PendingEdit, type PendingStep } from './pending';
import { SeenLabels } from './seen-labels';
import { sendEdit } from './send-edit';
import { inSlices } from './slices';
import { stateOf } from './state-of';
import { fetchTiles, loadLabels, withTiles } from './tile-loading';

export interface DocumentImage {
  id: string;
  name: string;
  width: number;
  height: number;
  /** It is known before main answers that the image can be painted on: a stroke can begin at once. */
  isPaintable?: boolean;
}

/** An edit whose labels changed beneath it is painted again on those of the disk, but not for ever. */
const MOST_ATTEMPTS = 4;

/**
 * The labels of one image in the window. What is seen is what main acknowledged, and on it the edits that are on their
 * way and the stroke that is wet; main's answers come in the order of the acts. An edit is kept until it is saved.
 */
export class LabelDocument implements LabelDocumentView {
  readonly id: string;
  readonly name: string;
  readonly #labels: SeenLabels;
  #pending: Pending[] = [{ kind: 'load' }];
  #isBusy = false;
  #failure: Failure | null = null;
  #facts: LabelState = { revision: 0, painted: [], canUndo: false, canRedo: false };
  #isOpen = false;
  #loading: DocumentState['loading'] = { done: 0, total: 0 };
  #lockedReason: string | null = null;
  #state: DocumentState;
  readonly #listeners = new Set<() => void>();
  /** Asked again when nothing is on its way, or when it failed. */
  #waiting: (() => void)[] = [];

  /** Begins to load at once. @param center image point in the middle of the view, whose tiles are loaded first */
  constructor(
    image: DocumentImage,
    private readonly client: LabelClient,
    private readonly center: () => Point | null = () => null,
  ) {
    this.id = image.id;
    this.name = image.name;
    this.#labels = new SeenLabels(image.width, image.height);
    this.#isOpen = image.isPaintable ?? false;
    this.#state = this.#stateNow();
    void this.#work();
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

  #dry(): void {
    const stroke = this.#labels.dry();
    if (stroke !== null) this.#add(stroke);
  }

  apply({ name, kind, locked, edit }: LabelAct): boolean {
    if (!this.#canPaint()) return false;
    this.finishStroke();
    const redo = (map: TileMap): LabelEdit => withoutLocked(edit(map), locked);
    this.#add({ kind: 'edit', editKind: kind, name, edit: redo(this.#labels.map), redo });
    return true;
  }

  async loaded(): Promise<TileMap> {
    while (this.#loading !== null && this.#failure?.isLoading !== true) await this.#settled();
    this.finishStroke();
    return this.#labels.map;
  }

  async fill(x: number, y: number, { label, locked, name }: StrokeRules): Promise<void> {
    const steps = (map: TileMap) => floodFillSteps(map, Math.floor(x), Math.floor(y), label, locked);
    await this.work({ name, kind: 'fill', locked: null, steps });
  }

  async work({ name, kind, locked, steps }: LabelWork): Promise<boolean> {
    while (this.#canPaint() && this.#loading !== null) await this.#settled();
    this.finishStroke();
    for (;;) {
      if (!this.#canPaint()) return false;
      const { map } = this.#labels;
      const edit = withoutLocked(await inSlices(steps(map)), locked);
      // What was painted or undone meanwhile may change what comes out.
      if (this.#labels.map !== map) continue;
      const redo = (other: TileMap): LabelEdit => withoutLocked(inOneGo(steps(other)), locked);
      this.#add({ kind: 'edit', editKind: kind, name, edit, redo });
      return true;
    }
  }

  undo(): Promise<HistoryRow | null> {
    return this.#step(true);
  }

  redo(): Promise<HistoryRow | null> {
    return this.#step(false);
  }

  retry(): void {
    void this.#work();
  }

  /** Something else changed the labels on the disk, or whether they can be painted on. */
  reload(): void {
    if (this.#pending.at(-1)?.kind !== 'load' || this.#isBusy) this.#pending.push({ kind: 'load' });
    void this.#work();
  }

  discardUnsaved(): void {
    if (this.#failure === null || this.#isBusy) return;
    this.#pending = [{ kind: 'load' }];
    this.#show(this.#labels.base);
    void this.#work();
  }

  async whenSaved(): Promise<boolean> {
    this.finishStroke();
    while (this.#pending.length > 0 && this.#failure === null) await this.#settled();
    return this.#failure === null;
  }

  /** Whether an edit, or an undo or redo that was asked for, is only in memory. */
  get hasUnsaved(): boolean {
    return this.#labels.isWet || this.#pending.some(({ kind }) => kind !== 'load');
  }

  #canPaint(): boolean {
    return this.#isOpen && this.#lockedReason === null && this.#failure?.isLoading !== true;
  }

  #add(edit: PendingEdit): void {
    // What changes nothing now may do so after an undo or a loading that is on its way.
    if (edit.edit.length === 0 && this.#pending.every(isEdit)) return;
    this.#pending.push(edit);
    this.#labels.put(edit);
    this.#tell();
    void this.#work();
  }

  #step(isUndo: boolean): Promise<HistoryRow | null> {
    this.#labels.dropPreview();
    // While the button is down the stroke is not an edit yet.
    if (this.#labels.isWet) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      this.#pending.push({ kind: 'step', isUndo, resolve, reject });
      void this.#work();
    });
  }

  /** Does what is pending, in order, until nothing is left or the first of it fails. */
  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#failure = null;
    this.#tell();
    for (let first = this.#pending[0]; first !== undefined; first = this.#pending[0]) {
      try {
        await this.#do(first);
      } catch (error) {
        const isOver = first.kind === 'step';
        this.#fail(first, error);
        if (isOver) continue;
        break;
      }
      this.#pending.shift();
      this.#tell();
    }
    this.#isBusy = false;
    this.#tell();
  }

  /** A step that was refused is over, and its asker is told. An edit or a loading stays, and steps behind it are over. */
  #fail(first: Pending, error: unknown): void {
    if (first.kind !== 'step')
      this.#failure = { problem: windowProblem(error).toJSON(), isLoading: first.kind === 'load' };
    const over = this.#pending.filter((pending) => (first.kind === 'step' ? pending === first : isStep(pending)));
    this.#pending = this.#pending.filter((pending) => !over.includes(pending));
    for (const pending of over) if (isStep(pending)) pending.reject(error);
  }

  async #do(pending: Pending): Promise<void> {
    switch (pending.kind) {
      case 'load':
        return this.#load();
      case 'edit':
        return this.#save(pending);
      case 'step':
        return this.#takeStep(pending);
    }
  }

  async #load(): Promise<void> {
    const isFirst = this.#loading !== null;
    const { opened, map } = await loadLabels(this.client, this.center, {
      onOpened: (now) => {
        this.#facts = now;
        this.#lockedReason = now.lockedReason;
        if (isFirst) {
          this.#loading = { done: 0, total: now.tiles.length };
          this.#show(emptyTileMap(now.width, now.height));
        }
        this.#isOpen = true;
        this.#tell();
      },
      onTiles: (part, done) => {
        if (!isFirst) return;
        this.#loading = { done, total: this.#loading?.total ?? done };
        this.#show(part);
        this.#tell();
      },
    });
    this.#facts = opened;
    this.#loading = null;
    this.#show(map);
  }

  async #save(pending: PendingEdit): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const { edit } = pending;
      if (edit.length === 0) return;
      try {
        this.#facts = await sendEdit(this.client, pending, this.#facts.revision);
        this.#labels.acknowledge(edit);
        return;
      } catch (error) {
        const { code } = windowProblem(error);
        if (attempt === MOST_ATTEMPTS || (code !== 'edit-stale' && code !== 'edit-part-lost')) throw error;
        await this.#load();
      }
    }
  }

  async #takeStep({ isUndo, resolve }: PendingStep): Promise<void> {
    const stepped = await (isUndo ? this.client.undo() : this.client.redo());
    if (stepped === null) {
      resolve(null);
      return;
    }
    const { entry, tiles, furtherTiles, revision } = stepped;
    const isNext = revision === this.#facts.revision + 1;
    const near = withTiles(this.#labels.base, tiles, tiles);
    const map = isNext ? await fetchTiles(this.client, near, furtherTiles, revision) : null;
    if (map === null) await this.#load();
    else {
      this.#facts = stepped;
      this.#show(map);
    }
    resolve(entry);
  }

  #show(base: TileMap): void {
    this.#labels.show(base, this.#pending.filter(isEdit));
  }

  #settled(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #tell(): void {
    this.#state = this.#stateNow();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
    for (const listener of this.#listeners) listener();
  }

  #stateNow(): DocumentState {
    return stateOf({
      facts: this.#facts,
      edits: this.#pending.filter(isEdit).length,
      failure: this.#failure,
      loading: this.#loading,
      lockedReason: this.#lockedReason,
    });
  }
}

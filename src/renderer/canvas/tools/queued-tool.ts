import type { StrokeTarget, WetPart } from '../../paint/document/document-state';
import type { PixelKernels } from '../kernels/kernel-requests';
import { Ahead } from './ahead';
import type { PaintHand } from './paint-hand';
import { beginOn, type ShapePaint } from './paint-of';
import { QueuedStroke } from './queued-stroke';
import type { CanvasPointer, Tool, ToolCursor, ToolShape } from './tool';

interface Stroke<Item> {
  target: StrokeTarget;
  queued: QueuedStroke<Item>;
  last: { x: number; y: number };
}

/** What tools have in common that paint along the pointer's way what the kernels find there. */
export abstract class QueuedTool<Item> implements Tool {
  abstract readonly id: string;
  /** Before the class's name in the history. */
  protected abstract readonly name: string;
  private stroke: Stroke<Item> | null = null;
  /** Strokes are worked out one after another. */
  private tail: Promise<void> = Promise.resolve();
  private readonly ahead = new Ahead((kernels, at) => this.prepare(kernels, at));

  constructor(protected readonly hand: PaintHand) {}

  abstract cursor(): ToolCursor;

  shapes(): readonly ToolShape[] {
    return [];
  }

  onPointerDown(pointer: CanvasPointer): void {
    this.stroke?.queued.close();
    this.stroke = null;
    if (pointer.button !== 0) return;
    const kernels = this.hand.kernels();
    const begun = beginOn(this.hand, pointer.alt);
    if (begun === null || kernels === null) return;
    const { target, paint } = begun;
    const rules = { label: paint.label, locked: paint.locked, name: `${this.name}, ${paint.words}` };
    const queued = new QueuedStroke<Item>(target, rules, this.worker(kernels, paint));
    const at = { x: pointer.x, y: pointer.y };
    this.stroke = { target, queued, last: at };
    for (const item of this.itemsOn(at, at)) queued.push(item);
    this.tail = this.tail.then(() => this.run(queued));
  }

  onPointerMove(pointer: CanvasPointer): void {
    const { stroke } = this;
    if (stroke === null) {
      this.ahead.look(this.hand, pointer);
      return;
    }
    // It belongs to the image that it was begun on.
    if (stroke.target !== this.hand.target()) {
      this.end();
      return;
    }
    for (const { x, y } of pointer.moves) {
      for (const item of this.itemsOn(stroke.last, { x, y })) stroke.queued.push(item);
      stroke.last = { x, y };
    }
  }

  onPointerUp(pointer: CanvasPointer): void {
    this.onPointerMove(pointer);
    this.end();
  }

  onCancel(): void {
    this.stroke?.queued.cancel();
    this.stroke = null;
  }

  watch(onChange: () => void): () => void {
    return this.hand.watch(onChange);
  }

  /** What has to be worked out for the way from one point to the next, both of the stroke; `from` was done before. */
  protected abstract itemsOn(from: { x: number; y: number }, to: { x: number; y: number }): Item[];

  /** Works items of one stroke out. */
  protected abstract worker(kernels: PixelKernels, paint: ShapePaint): (item: Item) => Promise<WetPart | null>;

  /** Has what the first stroke needs at hand. */
  protected abstract prepare(kernels: PixelKernels, at: { x: number; y: number }): Promise<unknown>;

  protected get isPainting(): boolean {
    return this.stroke !== null;
  }

  private end(): void {
    this.stroke?.queued.close();
    this.stroke = null;
  }

  private async run(queued: QueuedStroke<Item>): Promise<void> {
    try {
      if (!(await queued.run())) this.hand.refuse();
    } catch (error) {
      // The hand may be at the next one meanwhile.
      if (this.stroke?.queued === queued) this.stroke = null;
      this.hand.fail(error);
    }
  }
}

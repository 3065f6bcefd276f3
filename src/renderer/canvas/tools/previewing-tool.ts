import type { Point } from '../../../shared/labels/brush';
import type { StrokeTarget } from '../../paint/document/document-state';
import type { PaintHand } from './paint-hand';
import { Preview } from './preview';
import type { CanvasPointer, Tool, ToolCursor, ToolKey } from './tool';

/** What is looked at on the labels of one image. */
export interface OpenPreview {
  target: StrokeTarget;
  isWorking: boolean;
  /** It is kept as soon as what was wished last is seen. */
  isClosing: boolean;
}

/** What tools have in common that show what they would paint, and follow what is wished until it is kept. */
export abstract class PreviewingTool<Open extends OpenPreview> implements Tool {
  abstract readonly id: string;
  protected open: Open | null = null;
  protected readonly preview = new Preview();
  protected said = '';

  constructor(protected readonly hand: PaintHand) {}

  abstract cursor(): ToolCursor;

  abstract onPointerDown(pointer: CanvasPointer): void;

  abstract onPointerMove(pointer: CanvasPointer): void;

  abstract onPointerUp(pointer: CanvasPointer): void;

  abstract onCancel(): void;

  onWheel(_pointer: CanvasPointer, notches: number): boolean {
    return this.step(Math.sign(notches));
  }

  isOpen(): boolean {
    const { open } = this;
    if (open === null || this.isOver(open)) return false;
    // Another act takes away what is only looked at.
    return !this.hasPaint(open) || this.preview.isShown();
  }

  onKey(key: ToolKey): boolean {
    if (key.act === 'put') {
      this.begin(this.hand.place(), false);
      return true;
    }
    if (!this.isOpen() || key.act === 'step') return false;
    if (key.act === 'close') this.close();
    else if (key.act === 'nudge') this.step(key.dx - key.dy);
    else this.onCancel();
    return true;
  }

  words(): string {
    return this.said;
  }

  watch(onChange: () => void): () => void {
    return this.hand.watch(() => {
      this.follow();
      onChange();
    });
  }

  protected abstract begin(at: Point, isAlt: boolean): void;

  /** Changes how much; false where there is no such thing. */
  protected abstract step(by: number): boolean;

  /** What is seen goes after what is wished. */
  protected abstract follow(): void;

  /** Whether what was worked out so far is wet paint. */
  protected abstract hasPaint(open: Open): boolean;

  /** Makes what is seen an edit. */
  protected abstract keep(open: Open): void;

  /** @param show works until what is wished at the moment is seen; ends early where it is over */
  protected async work(open: Open, show: () => Promise<void>): Promise<void> {
    open.isWorking = true;
    try {
      await show();
      if (open.isClosing && !this.isOver(open)) this.keep(open);
    } catch (error) {
      if (this.open !== open) return;
      this.drop();
      this.hand.fail(error);
    } finally {
      open.isWorking = false;
      if (this.open === open && this.isOver(open)) this.drop();
      this.hand.changed();
    }
  }

  protected close(): void {
    const { open } = this;
    if (open === null) return;
    open.isClosing = true;
    if (!open.isWorking) this.keep(open);
  }

  protected drop(): void {
    this.open = null;
    this.preview.drop();
  }

  /** It was given up, or another image is in hand now. */
  protected isOver(open: Open): boolean {
    return this.open !== open || open.target !== this.hand.target();
  }
}

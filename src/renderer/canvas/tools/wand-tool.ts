import type { Point } from '../../../shared/labels/brush';
import { paintMask, type WindowMask } from '../../../shared/labels/spans';
import { counted } from '../../app/words';
import type { StrokeTarget } from '../../paint/document/document-state';
import type { PatchKey, PixelKernels } from '../kernels/kernel-requests';
import type { PaintHand } from './paint-hand';
import { beginOn, paintOf } from './paint-of';
import { Preview } from './preview';
import type { CanvasPointer, Tool, ToolCursor, ToolKey } from './tool';

/** A place that was clicked, and what is seen of it. */
interface Pick {
  target: StrokeTarget;
  kernels: PixelKernels;
  seed: Point;
  isAlt: boolean;
  /** Null until the pixels are at hand. */
  patch: PatchKey | null;
  isReading: boolean;
  shown: { tolerance: number; mask: WindowMask | null; label: number } | null;
  /** It is painted as soon as what was wished last is seen. */
  isClosing: boolean;
}

/** Device pixels sideways that change the tolerance by one. */
const PIXELS_A_STEP = 3;

/**
 * The wand: pixels of similar colour that are connected with the one clicked. A drag sideways changes how similar, and
 * what would be painted is seen at once; it is painted when the button is let go, or stays open for changes.
 */
export class WandTool implements Tool {
  readonly id = 'wand';
  private pick: Pick | null = null;
  private drag: { screenX: number; tolerance: number } | null = null;
  private readonly preview = new Preview();
  private said = '';

  constructor(private readonly hand: PaintHand) {}

  cursor(): ToolCursor {
    const isBlocked = this.hand.blocked() !== null || paintOf(this.hand, false) === null;
    return { kind: 'css', cursor: isBlocked ? 'not-allowed' : this.pick?.isReading ? 'progress' : 'crosshair' };
  }

  onPointerDown(pointer: CanvasPointer): void {
    if (pointer.button !== 0) return;
    if (this.isInPreview(pointer)) {
      this.close();
      return;
    }
    this.begin(pointer, pointer.alt);
    if (this.pick !== null) this.drag = { screenX: pointer.screenX, tolerance: this.hand.amount('tolerance') };
  }

  onPointerMove({ screenX }: CanvasPointer): void {
    const { drag } = this;
    if (drag === null) return;
    this.setTolerance(drag.tolerance + Math.round((screenX - drag.screenX) / PIXELS_A_STEP));
  }

  onPointerUp(pointer: CanvasPointer): void {
    this.onPointerMove(pointer);
    if (this.drag === null) return;
    this.drag = null;
    if (!this.hand.isAdjusting()) this.close();
  }

  onCancel(): void {
    if (this.pick !== null) this.said = 'Wand given up.';
    if (this.drag !== null) this.hand.setAmount('tolerance', this.drag.tolerance);
    this.drop();
  }

  onWheel(_pointer: CanvasPointer, notches: number): boolean {
    this.setTolerance(this.hand.amount('tolerance') + Math.sign(notches));
    return true;
  }

  isOpen(): boolean {
    const { pick } = this;
    if (pick === null || pick.target !== this.hand.target()) return false;
    // Another act takes away what is only looked at.
    return pick.shown === null || pick.shown.mask === null || this.preview.isShown();
  }

  onKey(key: ToolKey): boolean {
    if (key.act === 'put') {
      this.begin(this.hand.place(), false);
      return true;
    }
    if (!this.isOpen() || key.act === 'step') return false;
    if (key.act === 'close') this.close();
    else if (key.act === 'nudge') this.setTolerance(this.hand.amount('tolerance') + key.dx - key.dy);
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

  private begin({ x, y }: Point, isAlt: boolean): void {
    this.drop();
    const kernels = this.hand.kernels();
    const target = beginOn(this.hand, isAlt)?.target;
    if (target === undefined || kernels === null) return;
    if (!(x >= 0 && y >= 0 && x < target.width && y < target.height)) return;
    const seed = { x: Math.floor(x), y: Math.floor(y) };
    this.pick = { target, kernels, seed, isAlt, patch: null, isReading: false, shown: null, isClosing: false };
    this.follow();
  }

  private setTolerance(tolerance: number): void {
    this.hand.setAmount('tolerance', tolerance);
    this.follow();
  }

  /** What is seen goes after what is wished. */
  private follow(): void {
    const { pick } = this;
    if (pick === null || pick.isReading || !this.isOpen()) return;
    const { shown } = pick;
    if (shown === null || shown.tolerance !== this.hand.amount('tolerance')) void this.read(pick);
    else if (shown.label !== paintOf(this.hand, pick.isAlt)?.label) this.show(pick, shown.tolerance, shown.mask);
  }

  /** Asks until the tolerance of the moment is seen; what changed meanwhile is asked after the answer. */
  private async read(pick: Pick): Promise<void> {
    pick.isReading = true;
    try {
      pick.patch ??= await pick.kernels.patch(pick.seed, this.hand.isInView() ? this.hand.viewWindow() : null);
      let tolerance: number;
      do {
        tolerance = this.hand.amount('tolerance');
        const mask = await pick.kernels.wand({ patch: pick.patch, seed: pick.seed, tolerance });
        if (this.pick !== pick) return;
        this.show(pick, tolerance, mask);
      } while (tolerance !== this.hand.amount('tolerance'));
      if (pick.isClosing) this.keep();
    } catch (error) {
      if (this.pick !== pick) return;
      this.drop();
      this.hand.fail(error);
    } finally {
      pick.isReading = false;
      this.hand.changed();
    }
  }

  private show(pick: Pick, tolerance: number, mask: WindowMask | null): void {
    const paint = paintOf(this.hand, pick.isAlt);
    // Another image is in hand now.
    if (paint === null || pick.target !== this.hand.target()) {
      this.drop();
      return;
    }
    const { label, locked, words } = paint;
    pick.shown = { tolerance, mask, label };
    this.preview.drop();
    if (mask === null) return;
    this.preview.show(pick.target, { label, locked, name: `Wand, ${words}` }, [
      { bounds: mask, paint: (painter) => paintMask(painter, mask, label) },
    ]);
    this.said = `Wand: ${counted(areaOf(mask), 'pixel')} at tolerance ${tolerance}. Enter paints them.`;
  }

  private close(): void {
    const { pick } = this;
    if (pick === null) return;
    pick.isClosing = true;
    if (!pick.isReading) this.keep();
  }

  private keep(): void {
    this.preview.keep();
    this.said = 'Wand painted.';
    this.drop();
  }

  private drop(): void {
    this.pick = null;
    this.drag = null;
    this.preview.drop();
  }

  private isInPreview({ x, y }: Point): boolean {
    const mask = this.pick?.shown?.mask ?? null;
    if (mask === null || !this.isOpen()) return false;
    const column = Math.floor(x) - mask.x;
    const row = Math.floor(y) - mask.y;
    return (
      column >= 0 && row >= 0 && column < mask.width && row < mask.height && mask.data[row * mask.width + column] === 1
    );
  }
}

function areaOf({ data }: WindowMask): number {
  let area = 0;
  for (let i = 0; i < data.length; i++) area += data[i];
  return area;
}

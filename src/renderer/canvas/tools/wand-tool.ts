import type { Point } from '../../../shared/labels/brush';
import { paintMask, type WindowMask } from '../../../shared/labels/spans';
import { placeIn } from '../../../shared/segmentation/color-patch';
import { counted } from '../../app/words';
import type { PatchKey, PixelKernels } from '../kernels/kernel-requests';
import { isOn } from '../viewport';
import { beginOn, paintOf, shapeCursor } from './paint-of';
import { type OpenPreview, PreviewingTool } from './previewing-tool';
import type { CanvasPointer, ToolCursor } from './tool';

/** A place that was clicked, and what is seen of it. */
interface Pick extends OpenPreview {
  kernels: PixelKernels;
  seed: Point;
  isAlt: boolean;
  /** Null until the pixels are at hand. */
  patch: PatchKey | null;
  shown: { tolerance: number; mask: WindowMask | null; label: number } | null;
}

/** Device pixels sideways that change the tolerance by one. */
const PIXELS_A_STEP = 3;

/**
 * The wand: pixels of similar colour that are connected with the one clicked. A drag sideways changes how similar, and
 * what would be painted is seen at once; it is painted when the button is let go, or stays open for changes.
 */
export class WandTool extends PreviewingTool<Pick> {
  readonly id = 'wand';
  private drag: { screenX: number; tolerance: number } | null = null;

  cursor(): ToolCursor {
    return shapeCursor(this.hand, false, this.open?.isWorking ? 'progress' : 'crosshair');
  }

  onPointerDown(pointer: CanvasPointer): void {
    if (pointer.button !== 0) return;
    if (this.isInPreview(pointer)) {
      this.close();
      return;
    }
    this.begin(pointer, pointer.alt);
    if (this.open !== null) this.drag = { screenX: pointer.screenX, tolerance: this.hand.amount('tolerance') };
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
    if (this.open !== null) this.said = 'Wand given up.';
    if (this.drag !== null) this.hand.setAmount('tolerance', this.drag.tolerance);
    this.drop();
  }

  protected begin({ x, y }: Point, isAlt: boolean): void {
    this.drop();
    const kernels = this.hand.kernels();
    const target = beginOn(this.hand, isAlt)?.target;
    if (target === undefined || kernels === null) return;
    if (!isOn(target, { x, y })) return;
    const seed = { x: Math.floor(x), y: Math.floor(y) };
    this.open = { target, kernels, seed, isAlt, patch: null, isWorking: false, shown: null, isClosing: false };
    this.follow();
  }

  protected step(by: number): boolean {
    this.setTolerance(this.hand.amount('tolerance') + by);
    return true;
  }

  private setTolerance(tolerance: number): void {
    this.hand.setAmount('tolerance', tolerance);
    this.follow();
  }

  protected follow(): void {
    const { open: pick } = this;
    if (pick === null || pick.isWorking || !this.isOpen()) return;
    const { shown } = pick;
    if (shown === null || shown.tolerance !== this.hand.amount('tolerance'))
      void this.work(pick, () => this.read(pick));
    else if (shown.label !== paintOf(this.hand, pick.isAlt)?.label) this.show(pick, shown.tolerance, shown.mask);
  }

  /** Asks until the tolerance of the moment is seen; what changed meanwhile is asked after the answer. */
  private async read(pick: Pick): Promise<void> {
    pick.patch ??= await pick.kernels.patch(pick.seed, this.hand.isInView() ? this.hand.viewWindow() : null);
    let tolerance: number;
    do {
      tolerance = this.hand.amount('tolerance');
      const mask = await pick.kernels.wand({ patch: pick.patch, seed: pick.seed, tolerance });
      if (this.isOver(pick)) return;
      this.show(pick, tolerance, mask);
    } while (tolerance !== this.hand.amount('tolerance'));
  }

  private show(pick: Pick, tolerance: number, mask: WindowMask | null): void {
    const paint = paintOf(this.hand, pick.isAlt);
    if (paint === null) {
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

  protected hasPaint({ shown }: Pick): boolean {
    return shown !== null && shown.mask !== null;
  }

  protected keep(): void {
    if (this.preview.keep()) this.said = 'Wand painted.';
    this.drop();
  }

  protected override drop(): void {
    this.drag = null;
    super.drop();
  }

  private isInPreview({ x, y }: Point): boolean {
    const mask = this.open?.shown?.mask ?? null;
    if (mask === null || !this.isOpen()) return false;
    const place = placeIn(mask, x, y);
    return place >= 0 && mask.data[place] === 1;
  }
}

function areaOf({ data }: WindowMask): number {
  let area = 0;
  for (let i = 0; i < data.length; i++) area += data[i];
  return area;
}

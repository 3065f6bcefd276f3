import type { Point } from '../../../shared/labels/brush';
import { hasPixel, type PixelWindow, paintSpans } from '../../../shared/labels/spans';
import { counted } from '../../app/words';
import type { FoundPixels } from '../kernels/found-pixels';
import type { PatchKey, PixelKernels } from '../kernels/kernel-requests';
import { PATCH_SIDE, patchWindow } from '../kernels/patch-window';
import { isOn } from '../viewport';
import { Ahead } from './ahead';
import { beginOn, paintOf, type ShapePaint, shapeCursor } from './paint-of';
import { type OpenPreview, PreviewingTool } from './previewing-tool';
import type { CanvasPointer, ToolCursor } from './tool';

/** Where and how far pixels are read. */
interface Reading {
  kernels: PixelKernels;
  seed: Point;
  /** How far it may reach: what is on the screen; null: as far as the kernels read. */
  within: PixelWindow | null;
}

/** A place that was clicked, and what is seen of it. */
interface Pick extends OpenPreview, Reading {
  isAlt: boolean;
  /** Null until the pixels are at hand. */
  patch: { patch: PatchKey; scale: number } | null;
  shown: { tolerance: number; found: FoundPixels | null; paint: ShapePaint } | null;
}

/** Device pixels sideways that change the tolerance by one. */
const PIXELS_A_STEP = 3;

/**
 * The wand: pixels of similar colour that are connected with the one clicked. A drag sideways changes how similar, and
 * what would be painted is seen at once; it is painted when the button is let go, or stays open for changes.
 */
export class WandTool extends PreviewingTool<Pick> {
  readonly id = 'wand';
  private readonly ahead = new Ahead((kernels, seed) => patchOf({ kernels, seed, within: this.within() }));
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

  onPointerMove({ screenX, x, y }: CanvasPointer): void {
    const { drag } = this;
    if (drag === null) this.ahead.look(this.hand, { x, y });
    else this.setTolerance(drag.tolerance + Math.round((screenX - drag.screenX) / PIXELS_A_STEP));
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
    const within = this.within();
    this.said = '';
    this.open = { target, kernels, seed, isAlt, patch: null, within, isWorking: false, shown: null, isClosing: false };
    this.follow();
  }

  protected step(by: number): boolean {
    this.setTolerance(this.hand.amount('tolerance') + by);
    return true;
  }

  private within(): PixelWindow | null {
    return this.hand.isInView() ? this.hand.viewWindow() : null;
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
    else if (!isSamePaint(shown.paint, paintOf(this.hand, pick.isAlt))) this.show(pick, shown.tolerance, shown.found);
  }

  /** Asks until the tolerance of the moment is seen; what changed meanwhile is asked after the answer. */
  private async read(pick: Pick): Promise<void> {
    pick.patch ??= await patchOf(pick);
    let tolerance: number;
    do {
      tolerance = this.hand.amount('tolerance');
      const { within, seed } = pick;
      const found = await pick.kernels.wand({ ...pick.patch, within, seed, tolerance });
      if (this.isOver(pick)) return;
      this.show(pick, tolerance, found);
    } while (tolerance !== this.hand.amount('tolerance'));
  }

  private show(pick: Pick, tolerance: number, found: FoundPixels | null): void {
    const paint = paintOf(this.hand, pick.isAlt);
    if (paint === null) {
      this.drop();
      return;
    }
    const { label, locked, words } = paint;
    pick.shown = { tolerance, found, paint };
    this.preview.drop();
    if (found === null) return;
    const { bounds, spans, area } = found;
    this.preview.show(pick.target, { label, locked, name: `Wand, ${words}` }, [
      { bounds, paint: (painter) => paintSpans(painter, spans, label) },
    ]);
    const end = isCut(pick, bounds) ? ` It reads no further than ${counted(PATCH_SIDE, 'pixel')} a side.` : '';
    this.said = `Wand: ${counted(area, 'pixel')} at tolerance ${tolerance}. Enter paints them.${end}`;
  }

  protected hasPaint({ shown }: Pick): boolean {
    return shown !== null && shown.found !== null;
  }

  protected keep(): void {
    const end = this.preview.keep();
    if (end === 'kept') this.said = 'Wand painted.';
    if (end === 'locked') {
      this.said = 'Nothing was painted.';
      this.hand.refuse();
    }
    this.drop();
  }

  protected override drop(): void {
    this.drag = null;
    super.drop();
  }

  private isInPreview({ x, y }: Point): boolean {
    const found = this.open?.shown?.found ?? null;
    return found !== null && this.isOpen() && hasPixel(found.spans, Math.floor(x), Math.floor(y));
  }
}

function isSamePaint(a: ShapePaint, b: ShapePaint | null): boolean {
  return a.label === b?.label && String(a.locked) === String(b.locked);
}

/** A view that is larger than can be read is read as small as it is seen. */
async function patchOf({ kernels, seed, within }: Reading): Promise<{ patch: PatchKey; scale: number }> {
  if (within !== null && isOverview(within)) return kernels.overview(within);
  return { patch: await kernels.patch(seed), scale: 1 };
}

function isOverview({ width, height }: PixelWindow): boolean {
  return Math.max(width, height) > PATCH_SIDE;
}

/** Whether it ends where the kernels read no further, and neither the image nor the screen does. */
function isCut({ target, seed, within }: Pick, found: PixelWindow): boolean {
  if (within !== null && isOverview(within)) return false;
  const read = patchWindow(target, seed);
  const most = within ?? { x: 0, y: 0, width: target.width, height: target.height };
  const ends = ({ x, y, width, height }: PixelWindow): number[] => [-x, -y, x + width, y + height];
  const [limits, furthest] = [ends(read), ends(most)];
  return ends(found).some((end, side) => end === limits[side] && end < furthest[side]);
}

import type { Point } from '../../../shared/labels/brush';
import { maskOfSpans, paintSpans, spanBounds, windowAround } from '../../../shared/labels/spans';
import { chooseAlong, type Superpixels, superpixelAt, superpixelSpans } from '../../../shared/segmentation/slic';
import type { StrokeTarget, WetPart } from '../../paint/document/document-state';
import type { PixelKernels } from '../kernels/kernel-requests';
import { maskOutline } from './mask-outline';
import { colorOf, type ShapePaint, shapeCursor } from './paint-of';
import { QueuedTool } from './queued-tool';
import { CELL_SIDE, SuperpixelCells } from './superpixel-cells';
import type { CanvasPointer, ToolCursor, ToolShape } from './tool';

interface Way {
  from: Point;
  to: Point;
}

/** Superpixels: regions of similar colour, shown under the pointer and painted by stroking over them. */
export class SuperpixelTool extends QueuedTool<Way> {
  readonly id = 'superpixels';
  protected readonly name = 'Superpixels';
  private cells: { of: StrokeTarget; view: string; cells: SuperpixelCells } | null = null;
  private pointer: Point | null = null;
  private outline: { regions: Superpixels; id: number; rings: Point[][] } | null = null;

  cursor(): ToolCursor {
    return shapeCursor(this.hand, false);
  }

  override shapes(): readonly ToolShape[] {
    const rings = this.isPainting ? [] : this.ringsUnderPointer();
    const color = colorOf(this.hand, false);
    return rings.map((points) => ({ kind: 'path', points, isClosed: true, color }));
  }

  override onPointerMove(pointer: CanvasPointer): void {
    super.onPointerMove(pointer);
    this.pointer = { x: pointer.x, y: pointer.y };
    if (!this.isPainting) this.look();
  }

  onWheel(_pointer: CanvasPointer, notches: number): boolean {
    this.hand.setAmount('superpixel', this.hand.amount('superpixel') + 2 * Math.sign(notches));
    this.look();
    return true;
  }

  protected itemsOn(from: Point, to: Point): Way[] {
    return [{ from, to }];
  }

  protected worker(kernels: PixelKernels, { label }: ShapePaint): (way: Way) => Promise<WetPart | null> {
    const cells = this.cellsOn(kernels);
    return async ({ from, to }) => {
      const parts = [];
      for (const at of placesOn(from, to)) {
        const regions = (await cells?.need(at)) ?? null;
        if (regions !== null) parts.push(partAlong(regions, from, to, label));
      }
      return joined(parts.filter((part) => part !== null));
    };
  }

  protected async prepare(): Promise<void> {
    this.look();
  }

  /** Has the cell under the pointer worked out, and shows the region when it is there. */
  private look(): void {
    const kernels = this.hand.kernels();
    if (this.pointer === null || kernels === null || this.hand.blocked() !== null) return;
    const cells = this.cellsOn(kernels);
    if (cells === null || cells.at(this.pointer) !== null) return;
    cells.need(this.pointer).then(
      () => this.hand.changed(),
      () => undefined,
    );
  }

  private cellsOn(kernels: PixelKernels): SuperpixelCells | null {
    const target = this.hand.target();
    const size = this.hand.amount('superpixel');
    if (target === null) return null;
    const { view } = kernels;
    if (this.cells?.of !== target || this.cells.view !== view || this.cells.cells.size !== size) {
      this.cells = { of: target, view, cells: new SuperpixelCells(kernels, target, size) };
    }
    return this.cells.cells;
  }

  private ringsUnderPointer(): Point[][] {
    const { pointer, cells } = this;
    if (pointer === null || cells === null || cells.of !== this.hand.target()) return [];
    const regions = cells.cells.at(pointer);
    if (regions === null) return [];
    const id = superpixelAt(regions, pointer.x, pointer.y);
    if (id < 0) return [];
    if (this.outline?.regions !== regions || this.outline.id !== id) {
      this.outline = { regions, id, rings: outlineOf(regions, id) };
    }
    return this.outline.rings;
  }
}

function outlineOf(regions: Superpixels, id: number): Point[][] {
  const chosen = new Uint8Array(regions.count);
  chosen[id] = 1;
  const spans = superpixelSpans(regions, chosen);
  const bounds = spanBounds(spans);
  return bounds === null ? [] : maskOutline(maskOfSpans(spans, bounds));
}

/** One place in each cell that the way may pass, and one outside of it at most. */
function placesOn(from: Point, to: Point): Point[] {
  const places: Point[] = [];
  const cell = (value: number): number => Math.floor(value / CELL_SIDE);
  for (let row = cell(Math.min(from.y, to.y)); row <= cell(Math.max(from.y, to.y)); row++) {
    for (let column = cell(Math.min(from.x, to.x)); column <= cell(Math.max(from.x, to.x)); column++) {
      places.push({ x: column * CELL_SIDE, y: row * CELL_SIDE });
    }
  }
  return places;
}

function partAlong(regions: Superpixels, from: Point, to: Point, label: number): WetPart | null {
  const chosen = new Uint8Array(regions.count);
  if (!chooseAlong(regions, from, to, chosen)) return null;
  const spans = superpixelSpans(regions, chosen);
  const bounds = spanBounds(spans);
  return bounds === null ? null : { bounds, paint: (painter) => paintSpans(painter, spans, label) };
}

function joined(parts: readonly WetPart[]): WetPart | null {
  if (parts.length === 0) return null;
  return {
    bounds: parts.map(({ bounds }) => bounds).reduce(windowAround),
    paint: (painter) => {
      for (const part of parts) part.paint(painter);
    },
  };
}

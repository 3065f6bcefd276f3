import { TILE_SIDE } from '../../shared/labels/tile-map';
import { changedPart } from './changed-part';
import { type DrawnLayer, type Frame, paneCanvas, resizeCanvas } from './frame';
import { type LabelLook, labelLook, touchedPart } from './label-look';
import { LabelMip, MIP_STEP, MIP_TILE_SHIFT, TILE_SHIFT } from './label-mip';
import type { LabelSource, PixelRect } from './label-source';
import type { LabelsLayer } from './layers';
import { sampleOutlines } from './outline-sampling';
import { type ScreenRect, sample, type TiledBytes } from './sampling';
import { type ViewAxis, viewAxis } from './view-axis';

/** Side of a cell in device pixels: a write to a canvas costs its whole area, hence small ones. */
const CELL_SIDE = 256;

interface Cell {
  context: CanvasRenderingContext2D;
  /** Upper left corner in the pane. */
  x: number;
  y: number;
  /** What has to be drawn again; null for nothing. */
  dirty: ScreenRect | null;
  /** What the canvas shows. Writing to it costs its whole area, and showing it again: it is only given what changed. */
  shown: Uint32Array;
  isBlank: boolean;
}

/** All cells write through one picture: it is copied when put. */
let scratch: { image: ImageData; pixels: Uint32Array } | null = null;

/** The labels over the view: a grid of small canvases, of which a stroke touches few. */
export class LabelGrid implements DrawnLayer<LabelsLayer> {
  readonly element = document.createElement('div');
  private cells: Cell[] = [];
  private cellColumns = 0;
  private frame: Frame | null = null;
  private columns: ViewAxis | null = null;
  private rows: ViewAxis | null = null;
  private layer: LabelsLayer;
  private look: LabelLook;
  private mip: LabelMip;
  private tiles: TiledBytes;
  private unwatch: () => void;
  private isStale = true;

  /** @param onDirty told that something has to be drawn */
  constructor(
    layer: LabelsLayer,
    private readonly onDirty: () => void,
  ) {
    this.element.className = 'canvas-layer canvas-grid';
    this.layer = layer;
    this.look = labelLook(layer, 1);
    this.mip = new LabelMip(layer.source);
    this.tiles = tilesOf(layer.source);
    this.unwatch = layer.source.watch(this.note);
  }

  update(layer: LabelsLayer): void {
    if (layer.source !== this.layer.source) {
      this.unwatch();
      this.mip = new LabelMip(layer.source);
      this.tiles = tilesOf(layer.source);
      this.unwatch = layer.source.watch(this.note);
      this.isStale = true;
    }
    const { palette, style, opacity } = this.layer;
    // How much filled labels are seen is the element's matter.
    const isFaded = layer.style === 'both' && layer.opacity !== opacity;
    const isAnotherLook = layer.palette !== palette || layer.style !== style || isFaded;
    this.layer = layer;
    if (!isAnotherLook) return;
    this.isStale = true;
    this.look = labelLook(layer, this.frame?.pixelRatio ?? 1);
  }

  draw(frame: Frame): void {
    if (frame !== this.frame) this.take(frame);
    if (this.isStale) for (const cell of this.cells) markWhole(cell);
    this.isStale = false;
    for (const cell of this.cells) if (cell.dirty !== null) this.drawCell(cell, cell.dirty);
  }

  drop(): void {
    this.unwatch();
    this.element.replaceChildren();
    this.cells = [];
  }

  private readonly note = (rect: PixelRect): void => {
    this.mip.refresh(rect);
    const { columns, rows } = this;
    if (columns === null || rows === null || this.isStale) {
      this.onDirty();
      return;
    }
    const touched = touchedPart(rect, this.step(), columns, rows, this.look);
    if (touched === null) return;
    const { x0, y0, x1, y1 } = touched;
    for (let row = Math.floor(y0 / CELL_SIDE); row * CELL_SIDE < y1; row++) {
      for (let column = Math.floor(x0 / CELL_SIDE); column * CELL_SIDE < x1; column++) {
        mark(this.cells[row * this.cellColumns + column], x0, y0, x1, y1);
      }
    }
    this.onDirty();
  };

  /** Image pixels a sampled label stands for. */
  private step(): number {
    return this.frame !== null && this.frame.view.zoom <= 1 / MIP_STEP ? MIP_STEP : 1;
  }

  private take(frame: Frame): void {
    const before = this.frame;
    this.frame = frame;
    const { pane, view, image } = frame;
    const step = this.step();
    const shift = step === 1 ? TILE_SHIFT : MIP_TILE_SHIFT;
    const zoom = view.zoom * step;
    this.columns = viewAxis(pane.width, zoom, view.centerX / step, Math.ceil(image.width / step), shift);
    this.rows = viewAxis(pane.height, zoom, view.centerY / step, Math.ceil(image.height / step), shift);
    this.isStale = true;
    if (before?.pixelRatio !== frame.pixelRatio) this.look = labelLook(this.layer, frame.pixelRatio);
    const isSamePane =
      before?.pane.width === pane.width && before.pane.height === pane.height && before.pixelRatio === frame.pixelRatio;
    if (!isSamePane) this.layCells(frame);
  }

  private layCells({ pane, pixelRatio }: Frame): void {
    this.cellColumns = Math.ceil(pane.width / CELL_SIDE);
    const count = this.cellColumns * Math.ceil(pane.height / CELL_SIDE);
    const contexts = this.cells.map(({ context }) => context).slice(0, count);
    // Written far more often than drawn by the graphics card: kept in memory.
    while (contexts.length < count) contexts.push(paneCanvas({ willReadFrequently: true }));
    this.cells = contexts.map((context, index) => {
      const x = (index % this.cellColumns) * CELL_SIDE;
      const y = Math.floor(index / this.cellColumns) * CELL_SIDE;
      resizeCanvas(context.canvas, CELL_SIDE, CELL_SIDE, pixelRatio);
      context.canvas.style.transform = `translate(${x / pixelRatio}px, ${y / pixelRatio}px)`;
      return { context, x, y, dirty: null, shown: new Uint32Array(CELL_SIDE * CELL_SIDE), isBlank: true };
    });
    this.element.replaceChildren(...contexts.map(({ canvas }) => canvas));
  }

  private drawCell(cell: Cell, dirty: ScreenRect): void {
    cell.dirty = null;
    const { columns, rows } = this;
    if (columns === null || rows === null) return;
    const isOutside =
      columns.end <= cell.x ||
      columns.start >= cell.x + CELL_SIDE ||
      rows.end <= cell.y ||
      rows.start >= cell.y + CELL_SIDE;
    if (isOutside && cell.isBlank) return;
    cell.isBlank = isOutside;
    scratch ??= makeScratch();
    const rect = {
      x0: dirty.x0,
      y0: dirty.y0,
      x1: Math.min(dirty.x1, columns.length),
      y1: Math.min(dirty.y1, rows.length),
    };
    const target = { pixels: scratch.pixels, stride: CELL_SIDE, x: cell.x, y: cell.y };
    const source = this.step() === 1 ? this.tiles : this.mip;
    if (this.look.kind === 'fill') sample(target, rect, columns, rows, source, this.look.table);
    else sampleOutlines(target, rect, columns, rows, source, this.look);
    this.put(cell, { x0: rect.x0 - cell.x, y0: rect.y0 - cell.y, x1: rect.x1 - cell.x, y1: rect.y1 - cell.y });
  }

  /** Puts on the cell's canvas what of the sampled rectangle is not shown yet; most of a brush's way already is. */
  private put({ context, shown }: Cell, sampled: ScreenRect): void {
    if (scratch === null) return;
    const changed = changedPart(shown, scratch.pixels, CELL_SIDE, sampled);
    if (changed === null) return;
    const { x0, y0, x1, y1 } = changed;
    for (let line = y0 * CELL_SIDE; line < y1 * CELL_SIDE; line += CELL_SIDE) {
      shown.set(scratch.pixels.subarray(line + x0, line + x1), line + x0);
    }
    context.putImageData(scratch.image, 0, 0, x0, y0, x1 - x0, y1 - y0);
  }
}

function tilesOf(source: LabelSource): TiledBytes {
  return {
    tileColumns: Math.ceil(source.width / TILE_SIDE),
    stride: TILE_SIDE,
    hasRuns: true,
    tile: (key) => source.tile(key),
  };
}

function makeScratch(): { image: ImageData; pixels: Uint32Array } {
  const image = new ImageData(CELL_SIDE, CELL_SIDE);
  return { image, pixels: new Uint32Array(image.data.buffer) };
}

function markWhole(cell: Cell): void {
  cell.dirty = { x0: cell.x, y0: cell.y, x1: cell.x + CELL_SIDE, y1: cell.y + CELL_SIDE };
}

/** Adds to what the cell has to draw the part of a rectangle that lies in it. */
function mark(cell: Cell, left: number, top: number, right: number, bottom: number): void {
  const x0 = Math.max(cell.x, left);
  const y0 = Math.max(cell.y, top);
  const x1 = Math.min(cell.x + CELL_SIDE, right);
  const y1 = Math.min(cell.y + CELL_SIDE, bottom);
  const { dirty } = cell;
  if (dirty === null) {
    cell.dirty = { x0, y0, x1, y1 };
    return;
  }
  dirty.x0 = Math.min(dirty.x0, x0);
  dirty.y0 = Math.min(dirty.y0, y0);
  dirty.x1 = Math.max(dirty.x1, x1);
  dirty.y1 = Math.max(dirty.y1, y1);
}

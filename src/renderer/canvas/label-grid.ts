import { TILE_SIDE } from '../../shared/labels/tile-map';
import { type DrawnLayer, type Frame, paneCanvas, resizeCanvas } from './frame';
import { type LabelLook, labelLook, touchedPart } from './label-look';
import { LabelMip, MIP_STEP, MIP_TILE_SHIFT, TILE_SHIFT } from './label-mip';
import type { LabelSource, PixelRect } from './label-source';
import type { LabelsLayer } from './layers';
import { sampleOutlines } from './outline-sampling';
import { type ScreenRect, sample, type TiledBytes } from './sampling';
import { ShownLabels } from './shown-labels';
import { type ViewAxis, viewAxis } from './view-axis';

/** Side of a cell in device pixels: a write to a canvas costs its whole area, hence small ones. */
const CELL_SIDE = 256;

interface Cell {
  context: CanvasRenderingContext2D;
  /** Upper left corner in the pane. */
  x: number;
  y: number;
  /** Where labels may have changed since it was drawn; null for nowhere. */
  dirty: ScreenRect | null;
  shown: ShownLabels;
  /** The colour of all pixels; null where there are several, or that is not known. */
  color: number | null;
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
    const { columns, rows } = this;
    if (columns === null || rows === null) return;
    for (const cell of this.cells) {
      if (this.isStale) this.drawWhole(cell, columns, rows);
      else if (cell.dirty !== null) this.drawChanged(cell, cell.dirty, columns, rows);
      cell.dirty = null;
    }
    this.isStale = false;
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
      return { context, x, y, dirty: null, shown: new ShownLabels(x, y, CELL_SIDE), color: 0 };
    });
    this.element.replaceChildren(...contexts.map(({ canvas }) => canvas));
  }

  private drawWhole(cell: Cell, columns: ViewAxis, rows: ViewAxis): void {
    cell.shown.forget();
    const isOutside =
      columns.end <= cell.x ||
      columns.start >= cell.x + CELL_SIDE ||
      rows.end <= cell.y ||
      rows.start >= cell.y + CELL_SIDE;
    if (isOutside && cell.color === 0) return;
    const whole = {
      x0: cell.x,
      y0: cell.y,
      x1: Math.min(cell.x + CELL_SIDE, columns.length),
      y1: Math.min(cell.y + CELL_SIDE, rows.length),
    };
    const pixels = this.sample(cell, whole, columns, rows);
    const color = oneColor(pixels, whole.x1 - whole.x0, whole.y1 - whole.y0);
    // Writing to a canvas costs its whole area, and showing it again.
    if (color === null || color !== cell.color) put(cell, whole);
    cell.color = color;
  }

  /** Only what is not shown yet: most of a brush's way already is. */
  private drawChanged(cell: Cell, dirty: ScreenRect, columns: ViewAxis, rows: ViewAxis): void {
    const reach = this.look.kind === 'fill' ? 0 : this.look.width;
    const part = cell.shown.changed(dirty, reach, columns, rows, this.source());
    if (part === null) return;
    this.sample(cell, part, columns, rows);
    put(cell, part);
    cell.color = null;
  }

  private sample({ x, y }: Cell, rect: ScreenRect, columns: ViewAxis, rows: ViewAxis): Uint32Array {
    scratch ??= makeScratch();
    const { pixels } = scratch;
    const target = { pixels, stride: CELL_SIDE, x, y };
    if (this.look.kind === 'fill') sample(target, rect, columns, rows, this.source(), this.look.table);
    else sampleOutlines(target, rect, columns, rows, this.source(), this.look);
    return pixels;
  }

  private source(): TiledBytes {
    return this.step() === 1 ? this.tiles : this.mip;
  }
}

/** Puts what was sampled of a rectangle on the cell's canvas. */
function put({ context, x, y }: Cell, { x0, y0, x1, y1 }: ScreenRect): void {
  if (scratch !== null) context.putImageData(scratch.image, 0, 0, x0 - x, y0 - y, x1 - x0, y1 - y0);
}

/** The colour of all pixels of the picture's upper left part; null where there are several. */
function oneColor(pixels: Uint32Array, width: number, height: number): number | null {
  const color = pixels[0];
  for (let line = 0; line < height * CELL_SIDE; line += CELL_SIDE) {
    for (let at = line; at < line + width; at++) if (pixels[at] !== color) return null;
  }
  return color;
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

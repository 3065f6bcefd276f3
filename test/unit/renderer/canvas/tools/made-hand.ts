import type { PixelKernels } from '../../../../../src/renderer/canvas/kernels/kernel-requests';
import type { Amount, PaintHand } from '../../../../../src/renderer/canvas/tools/paint-hand';
import type { CanvasPointer } from '../../../../../src/renderer/canvas/tools/tool';
import type {
  LabelAct,
  LabelWork,
  StrokeRules,
  StrokeTarget,
  WetPart,
} from '../../../../../src/renderer/paint/document/document-state';
import { withoutLocked } from '../../../../../src/renderer/paint/document/locked-pixels';
import { type Brush, type Point, paintSegment } from '../../../../../src/shared/labels/brush';
import { applyEdit } from '../../../../../src/shared/labels/edit';
import { floodFill } from '../../../../../src/shared/labels/flood-fill';
import { Painter } from '../../../../../src/shared/labels/painter';
import type { PixelWindow } from '../../../../../src/shared/labels/spans';
import { inOneGo } from '../../../../../src/shared/labels/steps';
import { emptyTileMap, labelAt, type TileMap } from '../../../../../src/shared/labels/tile-map';

export interface Segment {
  brush: Brush;
  from: Point;
  to: Point;
}

/** Labels without main: what tools did is kept stroke by stroke. */
export class MadeTarget implements StrokeTarget {
  map = emptyTileMap(400, 300);
  strokes: { rules: StrokeRules; segments: Segment[]; end: 'wet' | 'finished' | 'cancelled' }[] = [];
  acts: LabelAct[] = [];
  isLocked = false;
  /** Labels with what is wet, where something is. */
  private wet: { painter: Painter; drop(): void } | null = null;

  get width(): number {
    return this.map.width;
  }

  get height(): number {
    return this.map.height;
  }

  beginStroke(rules: StrokeRules) {
    if (this.isLocked) return null;
    const painter = new Painter(this.map, rules.locked);
    const stroke: MadeTarget['strokes'][number] = { rules, segments: [], end: 'wet' };
    this.strokes.push(stroke);
    const wet = {
      painter,
      drop: () => {
        stroke.end = 'cancelled';
      },
    };
    this.wet = wet;
    return {
      add: (part: WetPart) => part.paint(painter),
      isWet: () => stroke.end === 'wet',
      segment: (brush: Brush, from: Point, to: Point) => {
        stroke.segments.push({ brush, from, to });
        paintSegment(painter, brush, from, to, rules.label);
      },
      finish: () => {
        if (stroke.end !== 'wet') return true;
        stroke.end = 'finished';
        this.wet = null;
        this.map = applyEdit(this.map, painter.finish());
        return !painter.isKeptOut();
      },
      cancel: () => {
        if (stroke.end !== 'wet') return;
        stroke.end = 'cancelled';
        this.wet = null;
      },
    };
  }

  /** As another image, or another act, does to what is only looked at. */
  dropPreview(): void {
    this.wet?.drop();
    this.wet = null;
  }

  apply(act: LabelAct): boolean {
    if (this.isLocked) return false;
    this.dropPreview();
    this.acts.push(act);
    const wished = act.edit(this.map);
    const edit = withoutLocked(wished, act.locked);
    this.map = applyEdit(this.map, edit);
    return edit.length > 0 || wished.length === 0;
  }

  async loaded(): Promise<TileMap> {
    await Promise.resolve();
    return this.map;
  }

  async work({ steps, ...act }: LabelWork): Promise<boolean> {
    await Promise.resolve();
    return this.apply({ ...act, edit: (map) => inOneGo(steps(map)) });
  }

  async fill(x: number, y: number, { label, locked }: StrokeRules): Promise<boolean> {
    await Promise.resolve();
    if (this.isLocked) return false;
    this.map = applyEdit(this.map, floodFill(this.map, Math.floor(x), Math.floor(y), label, locked));
    return true;
  }

  labelAt(x: number, y: number): number {
    return this.wet?.painter.labelAt(x, y) ?? labelAt(this.map, x, y);
  }
}

export class MadeHand implements PaintHand {
  at: MadeTarget | null = new MadeTarget();
  inHand: { id: number; name: string; color: string } | null = { id: 3, name: 'membrane', color: '#e69f00' };
  taken: number[] = [];
  refusals = 0;
  why: string | null = null;
  width = 8;
  form: 'round' | 'square' = 'round';
  table: Uint8Array | null = null;

  target = () => this.at;
  blocked = () => this.why;
  classInHand = () => this.inHand;
  nameOf = (label: number) => (label === 3 ? 'membrane' : null);
  take = (label: number) => void this.taken.push(label);
  locked: (label: number) => Uint8Array | null = () => this.table;
  subtracts = false;
  adjusts = false;
  loops = false;
  pen = false;
  isSubtracting = () => this.subtracts;
  isAdjusting = () => this.adjusts;
  fillsLoops = () => this.loops;
  widthAt = (pressure: number) => (this.pen ? pressure : 1);
  amounts = {
    tolerance: 10,
    spread: 3,
    edge: 24,
    superpixel: 20,
    grow: 2,
    shrink: 2,
    smooth: 2,
    specks: 20,
    gaps: 20,
    holes: 1_000_000,
  };
  pixels: PixelKernels | null = null;
  boundary: number | null = null;
  failures: unknown[] = [];
  listeners = new Set<() => void>();
  amount = (of: Amount) => this.amounts[of];
  setAmount = (of: Amount, value: number) => {
    this.amounts[of] = Math.min(255, Math.max(0, value));
  };
  isInView: () => boolean = () => false;
  window: PixelWindow | null = null;
  viewWindow = () => this.window;
  kernels = () => this.pixels;
  fillBoundary = () => this.boundary;
  fail = (error: unknown) => void this.failures.push(error);
  changed = () => {
    for (const listener of this.listeners) listener();
  };
  place = () => ({ x: 200.4, y: 150.2 });
  size = () => this.width;
  setSize = (size: number) => {
    this.width = Math.max(1, Math.round(size));
  };
  stepSize = (steps: number) => this.setSize(this.width + steps);
  shape = () => this.form;
  refuse = () => {
    this.refusals++;
  };
  watch = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
}

/** A pointer over the image at zoom 1. */
export function pointer(x: number, y: number, more: Partial<CanvasPointer> = {}): CanvasPointer {
  return {
    x,
    y,
    screenX: x,
    screenY: y,
    zoom: 1,
    button: 0,
    buttons: 1,
    shift: false,
    alt: false,
    mod: false,
    pressure: 0.5,
    moves: [{ x, y }],
    ...more,
  };
}

export const move = (x: number, y: number, more: Partial<CanvasPointer> = {}): CanvasPointer =>
  pointer(x, y, { button: -1, ...more });

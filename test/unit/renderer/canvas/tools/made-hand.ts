import type { PaintHand } from '../../../../../src/renderer/canvas/tools/paint-hand';
import type { CanvasPointer } from '../../../../../src/renderer/canvas/tools/tool';
import type { StrokeRules, StrokeTarget } from '../../../../../src/renderer/paint/document/document-state';
import { type Brush, type Point, paintSegment } from '../../../../../src/shared/labels/brush';
import { applyEdit } from '../../../../../src/shared/labels/edit';
import { floodFill } from '../../../../../src/shared/labels/flood-fill';
import { Painter } from '../../../../../src/shared/labels/painter';
import { emptyTileMap, labelAt } from '../../../../../src/shared/labels/tile-map';

export interface Segment {
  brush: Brush;
  from: Point;
  to: Point;
}

/** Labels without main: what tools did is kept stroke by stroke. */
export class MadeTarget implements StrokeTarget {
  map = emptyTileMap(400, 300);
  strokes: { rules: StrokeRules; segments: Segment[]; end: 'wet' | 'finished' | 'cancelled' }[] = [];
  isLocked = false;

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
    return {
      segment: (brush: Brush, from: Point, to: Point) => {
        stroke.segments.push({ brush, from, to });
        paintSegment(painter, brush, from, to, rules.label);
      },
      finish: () => {
        stroke.end = 'finished';
        this.map = applyEdit(this.map, painter.finish());
      },
      cancel: () => {
        stroke.end = 'cancelled';
      },
    };
  }

  async fill(x: number, y: number, { label, locked }: StrokeRules): Promise<void> {
    await Promise.resolve();
    this.map = applyEdit(this.map, floodFill(this.map, Math.floor(x), Math.floor(y), label, locked));
  }

  labelAt(x: number, y: number): number {
    return labelAt(this.map, x, y);
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
  take = (label: number) => void this.taken.push(label);
  locked = () => this.table;
  size = () => this.width;
  setSize = (size: number) => {
    this.width = Math.max(1, Math.round(size));
  };
  stepSize = (steps: number) => this.setSize(this.width + steps);
  shape = () => this.form;
  refuse = () => {
    this.refusals++;
  };
  watch = () => () => undefined;
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

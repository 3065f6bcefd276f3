import { type Brush, type Point, paintSegment } from '../../../shared/labels/brush';
import type { LabelEdit } from '../../../shared/labels/edit';
import { Painter } from '../../../shared/labels/painter';
import type { TileMap } from '../../../shared/labels/tile-map';
import type { PixelRect } from '../../canvas/label-source';
import type { StrokeRules } from './document-state';

interface Mark {
  brush: Brush;
  from: Point;
  to: Point;
}

/** A stroke as it was drawn, so that it can be painted again on labels that changed beneath it. */
export class WetPaint {
  readonly #marks: Mark[] = [];
  #painter: Painter;

  constructor(
    map: TileMap,
    readonly rules: StrokeRules,
  ) {
    this.#painter = new Painter(map, rules.locked);
  }

  /** Paints one way of the brush; returns the pixels that it can have touched. */
  segment(brush: Brush, from: Point, to: Point): PixelRect {
    const mark = { brush, from, to };
    this.#marks.push(mark);
    this.#paint(mark);
    return boundsOf(mark);
  }

  tile(key: number): Uint8Array | undefined {
    return this.#painter.tile(key);
  }

  labelAt(x: number, y: number): number {
    return this.#painter.labelAt(x, y);
  }

  /** The whole stroke again, on another map. */
  moveTo(map: TileMap): void {
    this.#painter = new Painter(map, this.rules.locked);
    for (const mark of this.#marks) this.#paint(mark);
  }

  edit(): LabelEdit {
    return this.#painter.finish();
  }

  get bounds(): PixelRect | null {
    return this.#marks.map(boundsOf).reduce<PixelRect | null>(union, null);
  }

  #paint({ brush, from, to }: Mark): void {
    paintSegment(this.#painter, brush, from, to, this.rules.label);
  }
}

function boundsOf({ brush: { radius }, from, to }: Mark): PixelRect {
  const x = Math.floor(Math.min(from.x, to.x) - radius);
  const y = Math.floor(Math.min(from.y, to.y) - radius);
  return {
    x,
    y,
    width: Math.ceil(Math.max(from.x, to.x) + radius) - x,
    height: Math.ceil(Math.max(from.y, to.y) + radius) - y,
  };
}

function union(a: PixelRect | null, b: PixelRect): PixelRect {
  if (a === null) return b;
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

import { type Brush, type Point, paintSegment } from '../../../shared/labels/brush';
import type { LabelEdit } from '../../../shared/labels/edit';
import { Painter } from '../../../shared/labels/painter';
import { windowAround } from '../../../shared/labels/spans';
import type { TileMap } from '../../../shared/labels/tile-map';
import type { PixelRect } from '../../canvas/label-source';
import type { StrokeRules, WetPart } from './document-state';

/** A stroke as it was drawn, so that it can be painted again on labels that changed beneath it. */
export class WetPaint {
  readonly #parts: WetPart[] = [];
  #painter: Painter;
  /** Where the brush was last put down, and that brush; null where something else was painted since. */
  #dab: { brush: Brush; at: Point } | null = null;

  constructor(
    map: TileMap,
    readonly rules: StrokeRules,
  ) {
    this.#painter = new Painter(map, rules.locked);
  }

  /** Paints one way of the brush; returns the pixels that it can have changed, in several rectangles. */
  segment(brush: Brush, from: Point, to: Point): PixelRect[] {
    const isFromPainted = this.#dab !== null && covers(this.#dab, { brush, at: from });
    const touched = this.add({
      bounds: boundsOf(brush, from, to),
      paint: (painter) => paintSegment(painter, brush, from, to, this.rules.label, isFromPainted),
    });
    this.#dab = { brush, at: to };
    return touched;
  }

  add(part: WetPart): PixelRect[] {
    this.#parts.push(part);
    this.#dab = null;
    part.paint(this.#painter);
    return this.#painter.takeTouched();
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
    for (const part of this.#parts) part.paint(this.#painter);
    this.#painter.takeTouched();
  }

  isKeptOut(): boolean {
    return this.#painter.isKeptOut();
  }

  edit(): LabelEdit {
    return this.#painter.finish();
  }

  get bounds(): PixelRect | null {
    return this.#parts.length === 0 ? null : this.#parts.map(({ bounds }) => bounds).reduce(windowAround);
  }
}

/** Whether all that lies under the brush there was painted with the dab. */
function covers(dab: { brush: Brush; at: Point }, { brush, at }: { brush: Brush; at: Point }): boolean {
  return dab.at.x === at.x && dab.at.y === at.y && dab.brush.shape === brush.shape && dab.brush.radius >= brush.radius;
}

function boundsOf({ radius }: Brush, from: Point, to: Point): PixelRect {
  const x = Math.floor(Math.min(from.x, to.x) - radius);
  const y = Math.floor(Math.min(from.y, to.y) - radius);
  return {
    x,
    y,
    width: Math.ceil(Math.max(from.x, to.x) + radius) - x,
    height: Math.ceil(Math.max(from.y, to.y) + radius) - y,
  };
}

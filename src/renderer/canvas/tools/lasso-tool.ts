import type { Point } from '../../../shared/labels/brush';
import type { StrokeTarget } from '../../paint/document/document-state';
import { colorOf } from './paint-of';
import { RingEditor } from './ring-editor';
import { simplified, squaredDistance } from './ring-geometry';
import { RingTool } from './ring-tool';
import type { CanvasPointer, ToolShape } from './tool';

interface Way {
  target: StrokeTarget;
  points: Point[];
  isAlt: boolean;
}

/** Closer together on the screen than this, places of the pointer are one, device pixels. */
const SAME_PLACE = 0.5;
/** How far points that are left to change may lie off the hand's way, device pixels. */
const CORNER_TOLERANCE = 1.5;

/** A shape drawn in one go; painted when the button is let go, or left open for changes like a polygon. */
export class LassoTool extends RingTool {
  readonly id = 'lasso';
  protected readonly name = 'Lasso';
  private way: Way | null = null;

  protected begin(target: StrokeTarget, { x, y, alt }: CanvasPointer): void {
    this.way = { target, points: [{ x, y }], isAlt: alt };
  }

  override shapes(): readonly ToolShape[] {
    const { way } = this;
    if (way === null) return super.shapes();
    return [{ kind: 'path', points: [...way.points], isClosed: true, color: colorOf(this.hand, way.isAlt) }];
  }

  override onPointerMove(pointer: CanvasPointer): void {
    const { way } = this;
    if (way === null) {
      super.onPointerMove(pointer);
      return;
    }
    const least = (SAME_PLACE / pointer.zoom) ** 2;
    for (const { x, y } of pointer.moves) {
      if (squaredDistance(way.points[way.points.length - 1], { x, y }) >= least) way.points.push({ x, y });
    }
  }

  override onPointerUp(pointer: CanvasPointer): void {
    this.onPointerMove(pointer);
    const { way } = this;
    if (way === null) {
      super.onPointerUp(pointer);
      return;
    }
    this.way = null;
    // It belongs to the image that it was begun on.
    if (way.points.length < 3 || way.target !== this.hand.target()) return;
    if (!this.hand.isAdjusting()) {
      this.paint(way.target, way.points, way.isAlt);
      return;
    }
    const editor = new RingEditor(simplified(way.points, CORNER_TOLERANCE / pointer.zoom), true);
    this.ring = { target: way.target, editor, isAlt: way.isAlt };
    this.say(`Lasso of ${editor.points.length} points. Enter paints it.`);
  }

  override onCancel(): void {
    this.way = null;
    super.onCancel();
  }
}

import type { StrokeTarget } from '../../paint/document/document-state';
import { HandWay } from './hand-way';
import { colorOf } from './paint-of';
import { RingEditor } from './ring-editor';
import { simplified } from './ring-geometry';
import { RingTool } from './ring-tool';
import type { CanvasPointer, ToolShape } from './tool';

interface Way {
  target: StrokeTarget;
  hand: HandWay;
  isAlt: boolean;
}

/** How far points that are left to change may lie off the hand's way, device pixels. */
const CORNER_TOLERANCE = 1.5;

/** A shape drawn in one go; painted when the button is let go, or left open for changes like a polygon. */
export class LassoTool extends RingTool {
  readonly id = 'lasso';
  protected readonly name = 'Lasso';
  private way: Way | null = null;

  protected begin(target: StrokeTarget, pointer: CanvasPointer): void {
    this.way = { target, hand: new HandWay(pointer), isAlt: pointer.alt };
  }

  override shapes(): readonly ToolShape[] {
    const { way } = this;
    if (way === null) return super.shapes();
    return [{ kind: 'path', points: [...way.hand.points], isClosed: true, color: colorOf(this.hand, way.isAlt) }];
  }

  override onPointerMove(pointer: CanvasPointer): void {
    const { way } = this;
    if (way === null) super.onPointerMove(pointer);
    else way.hand.add(pointer);
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
    const { points } = way.hand;
    if (points.length < 3 || way.target !== this.hand.target()) return;
    if (!this.hand.isAdjusting()) {
      this.paint(way.target, points, way.isAlt);
      return;
    }
    const editor = new RingEditor(simplified(points, CORNER_TOLERANCE / pointer.zoom), true);
    this.ring = { target: way.target, editor, isAlt: way.isAlt };
    this.say(`Lasso of ${editor.points.length} points. Enter paints it.`);
  }

  override onCancel(): void {
    this.way = null;
    super.onCancel();
  }
}

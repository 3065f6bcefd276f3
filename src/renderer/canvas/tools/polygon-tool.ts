import type { StrokeTarget } from '../../paint/document/document-state';
import { beginOn } from './paint-of';
import { RingEditor } from './ring-editor';
import { RingTool } from './ring-tool';
import type { CanvasPointer, ToolKey } from './tool';

/**
 * A polygon, point by point. A click puts a point, a drag moves one, a click on an edge adds one there, a right click
 * removes one; Enter, a double click or a click on the first point paints it.
 */
export class PolygonTool extends RingTool {
  readonly id = 'polygon';
  protected readonly name = 'Polygon';

  protected begin(target: StrokeTarget, pointer: CanvasPointer): void {
    const editor = new RingEditor([], false);
    editor.append(pointer);
    this.ring = { target, editor, isAlt: pointer.alt };
  }

  protected override onKeyWithout({ act }: ToolKey): boolean {
    if (act !== 'put') return false;
    const begun = beginOn(this.hand, false);
    if (begun === null) return true;
    const { x, y } = this.hand.place();
    const editor = new RingEditor([{ x: Math.round(x), y: Math.round(y) }], false);
    this.ring = { target: begun.target, editor, isAlt: false };
    this.say(editor.words());
    return true;
  }
}

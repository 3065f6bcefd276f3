import { panView } from '../view-state';
import type { CanvasPointer, Tool, ToolCursor } from './tool';

/** The hand: pushes the image about. */
export class MoveTool implements Tool {
  readonly id = 'move';
  private last: { x: number; y: number } | null = null;

  cursor(): ToolCursor {
    return { kind: 'css', cursor: this.last === null ? 'grab' : 'grabbing' };
  }

  onPointerDown({ screenX, screenY }: CanvasPointer): void {
    this.last = { x: screenX, y: screenY };
  }

  onPointerMove({ screenX, screenY }: CanvasPointer): void {
    if (this.last === null) return;
    panView(screenX - this.last.x, screenY - this.last.y);
    this.last = { x: screenX, y: screenY };
  }

  onPointerUp(): void {
    this.last = null;
  }

  onCancel(): void {
    this.last = null;
  }
}

import type { PaintHand } from './paint-hand';
import type { CanvasPointer, Tool, ToolCursor } from './tool';

/** Takes the class under the pointer in hand, when the button is let go: until then another can be aimed at. */
export class PickTool implements Tool {
  readonly id = 'pick';
  private isAiming = false;

  constructor(private readonly hand: PaintHand) {}

  cursor(): ToolCursor {
    return { kind: 'css', cursor: 'crosshair' };
  }

  onPointerDown({ button }: CanvasPointer): void {
    this.isAiming = button === 0;
  }

  onPointerMove(): void {}

  onPointerUp({ x, y }: CanvasPointer): void {
    if (!this.isAiming) return;
    this.isAiming = false;
    this.hand.take(this.hand.target()?.labelAt(Math.floor(x), Math.floor(y)) ?? 0);
  }

  onCancel(): void {
    this.isAiming = false;
  }

  watch(onChange: () => void): () => void {
    return this.hand.watch(onChange);
  }
}

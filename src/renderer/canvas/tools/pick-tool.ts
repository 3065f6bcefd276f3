import type { PaintHand } from './paint-hand';
import type { CanvasPointer, Tool, ToolCursor } from './tool';

/** Takes the class under the pointer in hand, when the button is let go: until then another can be aimed at. */
export class PickTool implements Tool {
  readonly id = 'pick';
  private isAiming = false;
  private said = '';

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
    const label = this.hand.target()?.labelAt(Math.floor(x), Math.floor(y)) ?? 0;
    const name = this.hand.nameOf(label);
    this.said = name === null ? 'Nothing is painted there.' : `${name} is in hand.`;
    this.hand.take(label);
    this.hand.changed();
  }

  onCancel(): void {
    this.isAiming = false;
  }

  words(): string {
    return this.said;
  }

  watch(onChange: () => void): () => void {
    return this.hand.watch(onChange);
  }
}

import { fillToBoundary } from '../../../shared/labels/region-fill';
import { isOn } from '../viewport';
import type { PaintHand } from './paint-hand';
import type { CanvasPointer, Tool, ToolCursor } from './tool';

/** Gives the connected region under the pointer the class in hand. */
export class FillTool implements Tool {
  readonly id = 'fill';
  /** Large regions take longer than a frame; a second click waits for the first. */
  private isFilling = false;
  private onChange: () => void = () => undefined;

  constructor(private readonly hand: PaintHand) {}

  cursor(): ToolCursor {
    if (this.hand.blocked() !== null || this.hand.classInHand() === null) return { kind: 'css', cursor: 'not-allowed' };
    return { kind: 'css', cursor: this.isFilling ? 'progress' : 'crosshair' };
  }

  onPointerDown({ x, y, button }: CanvasPointer): void {
    if (button !== 0 || this.isFilling) return;
    const target = this.hand.target();
    const inHand = this.hand.classInHand();
    if (target === null || inHand === null || this.hand.blocked() !== null) {
      this.hand.refuse();
      return;
    }
    if (!isOn(target, { x, y })) return;
    this.setFilling(true);
    const rules = { label: inHand.id, locked: this.hand.locked(inHand.id), name: `Fill, ${inHand.name}` };
    const boundary = this.hand.fillBoundary();
    const filled =
      boundary === null
        ? target.fill(x, y, rules)
        : target.work({
            name: rules.name,
            kind: 'fill',
            locked: rules.locked,
            steps: (map) => fillToBoundary(map, x, y, boundary, inHand.id),
          });
    void filled.finally(() => this.setFilling(false));
  }

  onPointerMove(): void {}

  onPointerUp(): void {}

  onCancel(): void {}

  watch(onChange: () => void): () => void {
    this.onChange = onChange;
    const end = this.hand.watch(onChange);
    return () => {
      if (this.onChange === onChange) this.onChange = () => undefined;
      end();
    };
  }

  private setFilling(isFilling: boolean): void {
    this.isFilling = isFilling;
    this.onChange();
  }
}

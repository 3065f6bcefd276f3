import { fillToBoundary } from '../../../shared/labels/region-fill';
import type { StrokeRules } from '../../paint/document/document-state';
import { isOn } from '../viewport';
import type { PaintHand } from './paint-hand';
import type { CanvasPointer, Tool, ToolCursor } from './tool';

/** Gives the connected region under the pointer the class in hand. */
export class FillTool implements Tool {
  readonly id = 'fill';
  /** Large regions take longer than a frame; a second click waits for the first. */
  private isFilling = false;
  private said = '';
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
    const rules = { label: inHand.id, locked: this.hand.locked(inHand.id), name: `Fill, ${inHand.name}` };
    const boundary = this.hand.fillBoundary();
    this.said = this.whyNot(target.labelAt(Math.floor(x), Math.floor(y)), boundary, rules);
    if (this.said !== '') {
      this.onChange();
      return;
    }
    this.setFilling(true);
    const filled =
      boundary === null
        ? target.fill(x, y, rules)
        : target.work({
            name: rules.name,
            kind: 'fill',
            locked: rules.locked,
            steps: (map) => fillToBoundary(map, x, y, boundary, inHand.id),
          });
    filled
      .then((isFilled) => {
        this.said = isFilled ? `Filled with ${inHand.name}.` : 'Nothing was filled.';
        if (!isFilled) this.hand.refuse();
      }, this.hand.fail)
      .finally(() => this.setFilling(false));
  }

  onPointerMove(): void {}

  onPointerUp(): void {}

  onCancel(): void {}

  words(): string {
    return this.said;
  }

  watch(onChange: () => void): () => void {
    this.onChange = onChange;
    const end = this.hand.watch(onChange);
    return () => {
      if (this.onChange === onChange) this.onChange = () => undefined;
      end();
    };
  }

  /** Why a fill that begins on a label would change nothing; '' where it would. */
  private whyNot(from: number, boundary: number | null, { label, locked }: StrokeRules): string {
    const name = this.hand.nameOf(from) ?? 'Unpainted ground';
    if (from === boundary) return `${name} is what the fill spreads up to: click beside it.`;
    if (boundary !== null) return '';
    if (from === label) return `This region is ${name} already.`;
    return locked?.[from] === 1 ? `${name} is not painted over just now: see its lock, and Painting.` : '';
  }

  private setFilling(isFilling: boolean): void {
    this.isFilling = isFilling;
    this.onChange();
  }
}

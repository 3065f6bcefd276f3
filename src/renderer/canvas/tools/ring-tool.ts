import type { Point } from '../../../shared/labels/brush';
import { fillPolygon, isInsidePolygon } from '../../../shared/labels/polygon';
import type { StrokeTarget } from '../../paint/document/document-state';
import type { PaintHand } from './paint-hand';
import { beginOn, colorOf, paintOf, shapeCursor } from './paint-of';
import type { RingEditor } from './ring-editor';
import type { CanvasPointer, Tool, ToolCursor, ToolKey, ToolShape } from './tool';

/** Points on the labels of one image. @param isAlt whether Alt was held where it began, which turns adding about */
export interface OpenRing {
  target: StrokeTarget;
  editor: RingEditor;
  isAlt: boolean;
}

/** What polygon and lasso have in common: a ring of points that stays open for changes until it is painted. */
export abstract class RingTool implements Tool {
  abstract readonly id: string;
  /** Before the class's name in the history. */
  protected abstract readonly name: string;
  protected ring: OpenRing | null = null;
  /** Where the button went down beside points and edges. */
  private missed: Point | null = null;
  private said = '';

  constructor(protected readonly hand: PaintHand) {}

  cursor(): ToolCursor {
    return shapeCursor(this.hand, this.open()?.isAlt ?? false);
  }

  shapes(): readonly ToolShape[] {
    const ring = this.open();
    return ring === null ? [] : ring.editor.shapes(colorOf(this.hand, ring.isAlt));
  }

  onPointerDown(pointer: CanvasPointer): void {
    const ring = this.open();
    if (pointer.button === 2) {
      ring?.editor.removeAt(pointer);
      this.afterRemoval();
      return;
    }
    if (pointer.button !== 0) return;
    this.missed = null;
    if (ring === null) {
      const begun = beginOn(this.hand, pointer.alt);
      if (begun !== null) this.begin(begun.target, pointer);
    } else if (!ring.editor.press(pointer)) {
      if (ring.editor.isClosed) this.missed = { x: pointer.x, y: pointer.y };
      else ring.editor.append(pointer);
    }
  }

  onPointerMove(pointer: CanvasPointer): void {
    this.open()?.editor.move(pointer);
  }

  onPointerUp(pointer: CanvasPointer): void {
    const ring = this.open();
    if (ring === null) return;
    ring.editor.move(pointer);
    const clicked = ring.editor.release();
    const { points, isClosed } = ring.editor;
    const isInside = this.missed !== null && isInsidePolygon([points], this.missed.x, this.missed.y);
    this.missed = null;
    // A double click is a click on the point that its first one put down.
    if (isInside || (!isClosed && (clicked === 0 || clicked === points.length - 1))) this.close();
    else this.say(ring.editor.words());
  }

  onCancel(): void {
    if (this.ring !== null) this.say(`${this.name} given up.`);
    this.ring = null;
    this.missed = null;
  }

  onModifiers(pointer: CanvasPointer): void {
    this.open()?.editor.move(pointer);
  }

  isOpen(): boolean {
    return this.open() !== null;
  }

  onKey(key: ToolKey): boolean {
    const ring = this.open();
    if (ring === null) return this.onKeyWithout(key);
    const { editor } = ring;
    if (key.act === 'close') return this.close();
    if (key.act === 'put') editor.put();
    else if (key.act === 'step') editor.step(key.by);
    else if (key.act === 'nudge') editor.nudge(key.dx, key.dy);
    else if (key.act === 'remove') editor.removeSelected();
    else editor.removeLast();
    if (!this.afterRemoval()) this.say(editor.words());
    return true;
  }

  words(): string {
    return this.said;
  }

  keyPlace(): Point | null {
    const ring = this.open();
    return ring?.editor.points[ring.editor.selected] ?? null;
  }

  watch(onChange: () => void): () => void {
    return this.hand.watch(onChange);
  }

  /** A press where no ring is open. */
  protected abstract begin(target: StrokeTarget, pointer: CanvasPointer): void;

  /** A key where no ring is open. */
  protected onKeyWithout(_key: ToolKey): boolean {
    return false;
  }

  /** The ring on the image in hand; one on another image is out of sight, and waits there. */
  protected open(): OpenRing | null {
    return this.ring !== null && this.ring.target === this.hand.target() ? this.ring : null;
  }

  protected say(words: string): void {
    this.said = words;
  }

  /** Paints it; false where there is too little of it, or nothing can be painted. */
  protected close(): boolean {
    const ring = this.open();
    if (ring === null) return false;
    const points = [...ring.editor.points];
    if (points.length < 3) {
      this.say('A shape needs three points.');
      return false;
    }
    if (!this.paint(ring.target, points, ring.isAlt)) return false;
    this.ring = null;
    return true;
  }

  protected paint(target: StrokeTarget, points: readonly Point[], isAlt: boolean): boolean {
    const paint = paintOf(this.hand, isAlt);
    const isPainted =
      paint !== null &&
      target.apply({
        name: `${this.name}, ${paint.words}`,
        kind: 'polygon',
        locked: paint.locked,
        edit: (map) => fillPolygon(map, [points], paint.label),
      });
    if (isPainted) this.say(`${this.name} painted, ${paint.words}.`);
    else this.hand.refuse();
    return isPainted;
  }

  /** @returns whether the last point went */
  private afterRemoval(): boolean {
    if (this.ring === null || this.ring.editor.points.length > 0) return false;
    this.ring = null;
    this.say(`${this.name} given up.`);
    return true;
  }
}

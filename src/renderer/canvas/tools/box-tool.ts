import type { Point } from '../../../shared/labels/brush';
import { fillPolygon } from '../../../shared/labels/polygon';
import { ellipseRing, rectangleRing } from '../../../shared/labels/rings';
import type { StrokeTarget } from '../../paint/document/document-state';
import {
  type Box,
  ellipseOutline,
  handlesOf,
  isEmptyBox,
  isInBox,
  movedBox,
  spannedBox,
  wholeBox,
  withHandleMoved,
} from './box-geometry';
import type { PaintHand } from './paint-hand';
import { beginOn, colorOf, paintOf, shapeCursor } from './paint-of';
import { nearestPoint } from './ring-geometry';
import type { CanvasPointer, Tool, ToolCursor, ToolKey, ToolShape } from './tool';

interface OpenBox {
  target: StrokeTarget;
  box: Box;
  isAlt: boolean;
}

type State =
  | { name: 'idle' }
  /** The button is down since the first corner. */
  | { name: 'spanning'; from: Point }
  /** Open for changes. */
  | { name: 'open' }
  /** A handle, or all of the box where it is null, follows the pointer. */
  | { name: 'moving'; handle: number | null; from: Point; box: Box; hasMoved: boolean };

const HANDLE_REACH = 9;
const LOWER_RIGHT = 4;
/** Side of a box that a key opens, image pixels. */
const KEY_SIDE = 40;

/** Rectangle and ellipse, from corner to corner on whole pixels; Shift makes them even, Ctrl draws from the middle. */
export class BoxTool implements Tool {
  private state: State = { name: 'idle' };
  private at: OpenBox | null = null;
  private selected = LOWER_RIGHT;
  private hovered: number | null = null;
  private said = '';

  constructor(
    readonly id: 'rectangle' | 'ellipse',
    private readonly hand: PaintHand,
  ) {}

  cursor(): ToolCursor {
    return shapeCursor(this.hand, this.open()?.isAlt ?? false);
  }

  shapes(): readonly ToolShape[] {
    const open = this.open();
    if (open === null) return [];
    const box = wholeBox(open.box);
    const color = colorOf(this.hand, open.isAlt);
    const points = this.id === 'ellipse' ? ellipseOutline(box) : rectangleRing(box.a, box.b);
    const outline: ToolShape = { kind: 'path', points, isClosed: true, color };
    if (this.state.name === 'spanning') return [outline];
    const { selected, hovered } = this;
    return [outline, { kind: 'handles', points: handlesOf(box), selected, hovered, color }];
  }

  onPointerDown(pointer: CanvasPointer): void {
    if (pointer.button !== 0) return;
    const { x, y } = pointer;
    const open = this.open();
    if (open === null) {
      const begun = beginOn(this.hand, pointer.alt);
      if (begun === null) return;
      this.at = { target: begun.target, box: { a: { x, y }, b: { x, y } }, isAlt: pointer.alt };
      this.state = { name: 'spanning', from: { x, y } };
      return;
    }
    const handle = nearestPoint(handlesOf(open.box), pointer, HANDLE_REACH / pointer.zoom);
    if (handle === null && !isInBox(open.box, pointer)) return;
    if (handle !== null) this.selected = handle;
    this.state = { name: 'moving', handle, from: { x, y }, box: open.box, hasMoved: false };
  }

  onPointerMove(pointer: CanvasPointer): void {
    const open = this.open();
    const { state } = this;
    if (open === null) return;
    if (state.name === 'spanning') open.box = spannedBox(state.from, pointer, pointer.shift, pointer.mod);
    else if (state.name === 'moving') {
      const dx = pointer.x - state.from.x;
      const dy = pointer.y - state.from.y;
      state.hasMoved ||= Math.hypot(dx, dy) * pointer.zoom >= 3;
      if (!state.hasMoved) return;
      open.box = state.handle === null ? movedBox(state.box, dx, dy) : withHandleMoved(state.box, state.handle, dx, dy);
    } else this.hovered = nearestPoint(handlesOf(open.box), pointer, HANDLE_REACH / pointer.zoom);
  }

  onPointerUp(pointer: CanvasPointer): void {
    this.onPointerMove(pointer);
    const { state } = this;
    const open = this.open();
    if (state.name === 'idle') return;
    this.state = open === null ? { name: 'idle' } : { name: 'open' };
    if (open === null) return;
    if (state.name === 'spanning') {
      if (isEmptyBox(open.box)) this.drop();
      else if (this.hand.isAdjusting()) this.say();
      else {
        this.close(open);
        this.drop();
      }
    } else if (state.name === 'moving') {
      // A click in the shape paints it.
      if (state.handle === null && !state.hasMoved) this.close(open);
      else this.say();
    }
  }

  onCancel(): void {
    if (this.at !== null) this.said = `${this.name()} given up.`;
    this.drop();
  }

  onModifiers(pointer: CanvasPointer): void {
    if (this.state.name === 'spanning') this.onPointerMove(pointer);
  }

  isOpen(): boolean {
    return this.open() !== null;
  }

  onKey(key: ToolKey): boolean {
    const open = this.open();
    if (open === null) return key.act === 'put' && this.openByKey();
    if (key.act === 'close') this.close(open);
    else if (key.act === 'nudge') {
      open.box = withHandleMoved(open.box, this.selected, key.dx, key.dy);
      this.say();
    } else if (key.act === 'step') {
      this.selected = (this.selected + key.by + 8) % 8;
      this.say();
    } else if (key.act === 'put') return false;
    else this.onCancel();
    return true;
  }

  words(): string {
    return this.said;
  }

  keyPlace(): Point | null {
    const open = this.open();
    return open === null ? null : handlesOf(wholeBox(open.box))[this.selected];
  }

  watch(onChange: () => void): () => void {
    return this.hand.watch(onChange);
  }

  private openByKey(): boolean {
    const begun = beginOn(this.hand, false);
    if (begun === null) return true;
    const { x, y } = this.hand.place();
    const half = KEY_SIDE / 2;
    const box = wholeBox({ a: { x: x - half, y: y - half }, b: { x: x + half, y: y + half } });
    this.at = { target: begun.target, box, isAlt: false };
    this.state = { name: 'open' };
    this.selected = LOWER_RIGHT;
    this.say();
    return true;
  }

  private close({ target, box, isAlt }: OpenBox): void {
    const paint = paintOf(this.hand, isAlt);
    const { a, b } = wholeBox(box);
    const ring = this.id === 'ellipse' ? ellipseRing(a, b) : rectangleRing(a, b);
    const isPainted =
      paint !== null &&
      target.apply({
        name: `${this.name()}, ${paint.words}`,
        kind: 'polygon',
        locked: paint.locked,
        edit: (map) => fillPolygon(map, [ring], paint.label),
      });
    if (!isPainted) {
      this.hand.refuse();
      return;
    }
    this.said = `${this.name()} painted, ${paint.words}.`;
    this.drop();
  }

  private open(): OpenBox | null {
    return this.at !== null && this.at.target === this.hand.target() ? this.at : null;
  }

  private drop(): void {
    this.at = null;
    this.hovered = null;
    this.state = { name: 'idle' };
  }

  private name(): string {
    return this.id === 'ellipse' ? 'Ellipse' : 'Rectangle';
  }

  private say(): void {
    if (this.at === null) return;
    const { a, b } = wholeBox(this.at.box);
    this.said = `${this.name()} ${b.x - a.x} by ${b.y - a.y} pixels at x ${a.x}, y ${a.y}. Enter paints it.`;
  }
}

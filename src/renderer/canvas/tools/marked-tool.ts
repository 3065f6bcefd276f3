import type { Point } from '../../../shared/labels/brush';
import type { StrokeTarget } from '../../paint/document/document-state';
import { isOn } from '../viewport';
import type { PaintHand } from './paint-hand';
import { nearestPixel } from './ring-geometry';
import type { CanvasPointer, Tool, ToolCursor, ToolKey, ToolShape } from './tool';

interface Mark {
  target: StrokeTarget;
  at: Point;
  /** The tool was set down: moving the mark draws. */
  isDown: boolean;
}

/** What a tool's marks are said to do. */
export interface MarkWords {
  /** What Enter does, e.g. `paints`, and what it has done, e.g. `Painted`. */
  does: string;
  done: string;
  /** What is set down to draw, e.g. `the brush`; null where the tool works by single clicks. */
  drawsWith: string | null;
}

/** Corners of a round outline; no eye sees them at the widest brush that fits on a screen. */
const CORNERS = 48;
const MARK_COLOR = '#ffffff';

/**
 * A tool of the pointer by keys alone: a mark on the image, which arrows move, is its pointer. Enter presses and lets
 * go; a key sets the tool down, so that moving the mark draws, and lifts it again. The pointer itself takes over with
 * its next press.
 */
export class MarkedTool implements Tool {
  readonly id: string;
  private mark: Mark | null = null;
  /** The pointer draws: no mark begins beneath its hand. */
  private isPressed = false;
  private said = '';

  constructor(
    private readonly tool: Tool,
    private readonly hand: PaintHand,
    private readonly markWords: MarkWords,
  ) {
    this.id = tool.id;
  }

  cursor(): ToolCursor {
    return this.tool.cursor();
  }

  shapes(): readonly ToolShape[] {
    const shapes = this.tool.shapes?.() ?? [];
    const mark = this.open();
    if (mark === null) return shapes;
    const cursor = this.tool.cursor();
    const color = cursor.kind === 'brush' ? cursor.color : MARK_COLOR;
    const outline: ToolShape[] =
      cursor.kind === 'brush'
        ? [{ kind: 'path', points: outlineOf(mark.at, cursor), isClosed: false, isDashed: !mark.isDown, color }]
        : [];
    const point: ToolShape = { kind: 'handles', points: [mark.at], selected: 0, hovered: null, color };
    return [...shapes, ...outline, point];
  }

  onPointerDown(pointer: CanvasPointer): void {
    this.leave();
    this.isPressed = true;
    this.tool.onPointerDown(pointer);
  }

  onPointerMove(pointer: CanvasPointer): void {
    // A pointer that lies about tells of a move whenever the image moves beneath it.
    if (this.open() === null) this.tool.onPointerMove(pointer);
  }

  onPointerUp(pointer: CanvasPointer): void {
    this.isPressed = false;
    this.tool.onPointerUp(pointer);
  }

  onCancel(): void {
    const mark = this.open();
    this.isPressed = false;
    this.tool.onCancel();
    if (mark?.isDown) {
      mark.isDown = false;
      this.said = 'Stroke given up. The mark stays.';
      return;
    }
    if (mark !== null) this.said = 'Mark taken away.';
    this.mark = null;
  }

  onWheel(pointer: CanvasPointer, notches: number): boolean {
    return this.tool.onWheel?.(pointer, notches) ?? false;
  }

  onModifiers(pointer: CanvasPointer): void {
    if (this.open() === null) this.tool.onModifiers?.(pointer);
  }

  isOpen(): boolean {
    return this.open() !== null || (this.tool.isOpen?.() ?? false);
  }

  onKey(key: ToolKey): boolean {
    const mark = this.open();
    if (mark === null) return key.act === 'put' && !this.isPressed && this.begin();
    switch (key.act) {
      case 'put':
        if (this.markWords.drawsWith === null) this.press(mark);
        else if (mark.isDown) this.lift(mark);
        else this.setDown(mark);
        return true;
      case 'close':
        if (mark.isDown) this.lift(mark);
        else this.press(mark);
        return true;
      case 'nudge':
        this.move(mark, { x: mark.at.x + key.dx, y: mark.at.y + key.dy });
        return true;
      case 'takeBack':
        // Where nothing is being drawn it is the last stroke that is meant.
        if (!mark.isDown) return false;
        this.onCancel();
        return true;
      case 'remove':
      case 'step':
        return false;
    }
  }

  keyPlace(): Point | null {
    return this.open()?.at ?? null;
  }

  putAway(): void {
    this.leave();
  }

  words(): string {
    return this.mark === null ? this.tool.words?.() || this.said : this.said;
  }

  watch(onChange: () => void): () => void {
    return this.tool.watch?.(onChange) ?? (() => undefined);
  }

  private begin(): boolean {
    const target = this.hand.target();
    const place = this.hand.place();
    if (target === null || this.hand.blocked() !== null || !isOn(target, place)) {
      this.hand.refuse();
      return true;
    }
    const at = { x: Math.floor(place.x) + 0.5, y: Math.floor(place.y) + 0.5 };
    this.mark = { target, at, isDown: false };
    this.tool.onPointerMove(pointerAt(at, -1));
    const { does, drawsWith } = this.markWords;
    const drawing = drawsWith === null ? '' : `, N sets ${drawsWith} down`;
    this.said = `Mark at ${this.placeWords(this.mark)}. Arrows move it, Enter ${does} here${drawing}.`;
    return true;
  }

  private press(mark: Mark): void {
    this.tool.onPointerDown(pointerAt(mark.at, 0));
    this.tool.onPointerUp(pointerAt(mark.at, 0));
    this.sayDone(mark);
  }

  private setDown(mark: Mark): void {
    this.tool.onPointerDown(pointerAt(mark.at, 0));
    mark.isDown = true;
    this.said = `From ${coordinates(mark)}: moving the mark draws. Enter lifts ${this.markWords.drawsWith ?? 'it'}.`;
  }

  private lift(mark: Mark): void {
    mark.isDown = false;
    this.tool.onPointerUp(pointerAt(mark.at, 0));
    this.sayDone(mark);
  }

  private move(mark: Mark, to: Point): void {
    mark.at = nearestPixel(mark.target, to);
    this.tool.onPointerMove(pointerAt(mark.at, -1));
    this.said = `${this.placeWords(mark)}.`;
  }

  /** The pointer, or another image, takes over: what was drawn until then stays. */
  private leave(): void {
    const { mark } = this;
    if (mark?.isDown) this.tool.onPointerUp(pointerAt(mark.at, 0));
    this.mark = null;
    this.said = '';
  }

  private open(): Mark | null {
    if (this.mark !== null && this.mark.target !== this.hand.target()) this.leave();
    return this.mark;
  }

  private sayDone(mark: Mark): void {
    // Why nothing was done the hand, or the tool itself, has said.
    const done = this.hand.blocked() === null ? `${this.markWords.done} at ${coordinates(mark)}.` : '';
    this.said = this.tool.words?.() || done;
  }

  private placeWords(mark: Mark): string {
    const { target, at } = mark;
    const name = this.hand.nameOf(target.labelAt(Math.floor(at.x), Math.floor(at.y)));
    return `${coordinates(mark)}, ${name === null ? 'unpainted' : `on ${name}`}`;
  }
}

function coordinates({ at }: Mark): string {
  return `x ${Math.floor(at.x)}, y ${Math.floor(at.y)}`;
}

/** What a pointer would tell there that is pressed as far as a mouse is. */
function pointerAt({ x, y }: Point, button: -1 | 0): CanvasPointer {
  return {
    x,
    y,
    screenX: x,
    screenY: y,
    zoom: 1,
    button,
    buttons: 0,
    shift: false,
    alt: false,
    mod: false,
    pressure: 0.5,
    moves: [{ x, y }],
  };
}

function outlineOf({ x, y }: Point, { radiusPx, shape }: Extract<ToolCursor, { kind: 'brush' }>): Point[] {
  if (shape === 'square') {
    const turns = [0, 1, 2, 3, 0];
    return turns.map((turn) => ({
      x: x + (turn === 0 || turn === 3 ? -radiusPx : radiusPx),
      y: y + (turn < 2 ? -radiusPx : radiusPx),
    }));
  }
  return Array.from({ length: CORNERS + 1 }, (_, i) => {
    const turn = (2 * Math.PI * i) / CORNERS;
    return { x: x + radiusPx * Math.cos(turn), y: y + radiusPx * Math.sin(turn) };
  });
}

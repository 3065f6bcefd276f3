import type { Brush, Point } from '../../../shared/labels/brush';
import type { StrokeTarget, WetStroke } from '../../paint/document/document-state';
import type { PaintHand } from './paint-hand';
import type { CanvasPointer, Tool, ToolCursor, ToolShape } from './tool';

/** Where the last stroke ended, for a straight line from there; of one image. */
interface StrokeEnd {
  target: StrokeTarget;
  at: Point;
}

type State =
  | { name: 'idle' }
  | { name: 'painting'; stroke: WetStroke; target: StrokeTarget; brush: Brush; last: Point }
  /** Shift: a straight line that is painted when the button is let go. */
  | { name: 'line'; target: StrokeTarget; from: Point; to: Point }
  /** Alt or the right button: dragging sideways changes the size. */
  | { name: 'sizing'; screenX: number; size: number };

const ERASER_COLOR = '#ffffff';

/**
 * Brush and eraser. Every place that the pointer has been at is joined to the one before by the whole way of the brush,
 * so that there are no gaps at any speed.
 */
export class BrushTool implements Tool {
  private state: State = { name: 'idle' };
  private lastEnd: StrokeEnd | null = null;
  private hover: { at: Point; isShiftHeld: boolean } | null = null;

  /** @param id the eraser makes pixels unpainted, the brush paints the class in hand */
  constructor(
    readonly id: 'brush' | 'eraser',
    private readonly hand: PaintHand,
  ) {}

  cursor(): ToolCursor {
    const color = this.color();
    if (color === null || this.hand.blocked() !== null) return { kind: 'css', cursor: 'not-allowed' };
    return { kind: 'brush', radiusPx: this.hand.size() / 2, shape: this.hand.shape(), color };
  }

  shapes(): readonly ToolShape[] {
    const line = this.line();
    return line === null ? [] : [{ kind: 'line', ...line, widthPx: this.hand.size(), color: this.color() ?? '' }];
  }

  onPointerDown(pointer: CanvasPointer): void {
    this.finish();
    if (pointer.button === 2 || pointer.alt) {
      this.state = { name: 'sizing', screenX: pointer.screenX, size: this.hand.size() };
      return;
    }
    if (pointer.button !== 0) return;
    const target = this.hand.target();
    if (target === null || this.hand.blocked() !== null || this.label() === null) {
      this.hand.refuse();
      return;
    }
    const at = this.placed(pointer);
    if (pointer.shift) {
      this.state = { name: 'line', target, from: this.endOn(target) ?? at, to: at };
      return;
    }
    const stroke = this.begin(target);
    if (stroke === null) return;
    const brush = this.brush();
    stroke.segment(brush, at, at);
    this.state = { name: 'painting', stroke, target, brush, last: at };
  }

  onPointerMove(pointer: CanvasPointer): void {
    this.hover = { at: this.placed(pointer), isShiftHeld: pointer.shift };
    const { state } = this;
    if (state.name === 'sizing') {
      // The brush's edge follows the pointer.
      this.hand.setSize(state.size + (2 * (pointer.screenX - state.screenX)) / pointer.zoom);
      return;
    }
    if (state.name === 'idle') return;
    if (this.hand.target() !== state.target) {
      this.finish();
      return;
    }
    if (state.name === 'line') state.to = this.placed(pointer);
    else for (const move of pointer.moves) this.paintTo(state, this.placed(move));
  }

  onPointerUp(pointer: CanvasPointer): void {
    const { state } = this;
    if (state.name === 'line' || state.name === 'painting') this.onPointerMove(pointer);
    this.finish();
  }

  onCancel(): void {
    const { state } = this;
    this.state = { name: 'idle' };
    if (state.name === 'painting') state.stroke.cancel();
    if (state.name === 'sizing') this.hand.setSize(state.size);
  }

  onWheel(_pointer: CanvasPointer, notches: number): boolean {
    this.hand.stepSize(notches);
    return true;
  }

  onModifiers(pointer: CanvasPointer): void {
    this.hover = { at: this.placed(pointer), isShiftHeld: pointer.shift };
  }

  watch(onChange: () => void): () => void {
    return this.hand.watch(onChange);
  }

  /** What was painted stays; a line is painted now. */
  private finish(): void {
    const { state } = this;
    this.state = { name: 'idle' };
    if (state.name === 'painting') this.end(state.stroke, state.target, state.last);
    if (state.name !== 'line') return;
    const stroke = this.begin(state.target);
    if (stroke === null) return;
    stroke.segment(this.brush(), state.from, state.to);
    this.end(stroke, state.target, state.to);
  }

  private end(stroke: WetStroke, target: StrokeTarget, at: Point): void {
    stroke.finish();
    this.lastEnd = { target, at };
  }

  private begin(target: StrokeTarget): WetStroke | null {
    const label = this.label();
    const stroke =
      label === null ? null : target.beginStroke({ label, locked: this.hand.locked(), name: this.strokeName() });
    if (stroke === null) this.hand.refuse();
    return stroke;
  }

  private paintTo(state: Extract<State, { name: 'painting' }>, at: Point): void {
    if (at.x === state.last.x && at.y === state.last.y) return;
    state.stroke.segment(state.brush, state.last, at);
    state.last = at;
  }

  /** The line that is being drawn, or that Shift and a click would draw. */
  private line(): { from: Point; to: Point } | null {
    if (this.state.name === 'line') return { from: this.state.from, to: this.state.to };
    const target = this.hand.target();
    if (this.state.name !== 'idle' || this.hover === null || !this.hover.isShiftHeld || target === null) return null;
    const from = this.endOn(target);
    return from === null || this.cursor().kind === 'css' ? null : { from, to: this.hover.at };
  }

  private endOn(target: StrokeTarget): Point | null {
    return this.lastEnd?.target === target ? this.lastEnd.at : null;
  }

  private label(): number | null {
    return this.id === 'eraser' ? 0 : (this.hand.classInHand()?.id ?? null);
  }

  private color(): string | null {
    return this.id === 'eraser' ? ERASER_COLOR : (this.hand.classInHand()?.color ?? null);
  }

  private strokeName(): string {
    return this.id === 'eraser' ? 'Eraser' : `Brush, ${this.hand.classInHand()?.name ?? ''}`;
  }

  private brush(): Brush {
    return { shape: this.hand.shape(), radius: this.hand.size() / 2 };
  }

  /**
   * The brush's middle lies in the middle of a pixel, or for an even width between two: so that a brush is as wide as
   * its size says wherever it is set down, and one of a single pixel never paints none.
   */
  private placed({ x, y }: Point): Point {
    if (this.hand.size() % 2 === 0) return { x: Math.round(x), y: Math.round(y) };
    return { x: Math.floor(x) + 0.5, y: Math.floor(y) + 0.5 };
  }
}

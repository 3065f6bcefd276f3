import type { Brush, Point } from '../../../shared/labels/brush';
import { paintPolygon } from '../../../shared/labels/polygon';
import type { StrokeTarget, WetStroke } from '../../paint/document/document-state';
import type { PaintHand } from './paint-hand';
import { boundsOf, closedLoop } from './ring-geometry';
import type { CanvasPointer, Tool, ToolCursor, ToolShape } from './tool';

/** Where the last stroke ended, for a straight line from there; of one image. */
interface StrokeEnd {
  target: StrokeTarget;
  at: Point;
}

type State =
  | { name: 'idle' }
  | { name: 'painting'; stroke: WetStroke; target: StrokeTarget; way: Point[] }
  /** Shift: a straight line that is painted when the button is let go. */
  | { name: 'line'; target: StrokeTarget; from: Point; to: Point }
  /** Alt or the right button: dragging sideways changes the size. */
  | { name: 'sizing'; screenX: number; size: number };

const ERASER_COLOR = '#ffffff';
const FULL_PRESSURE = 1;
/** How long a loop is at least, in widths of the brush: what is shorter is a scribble on the spot. */
const LEAST_LOOP = 4;

/**
 * Brush and eraser. Every place that the pointer has been at is joined to the one before by the whole way of the brush,
 * so that there are no gaps at any speed.
 */
export class BrushTool implements Tool {
  private state: State = { name: 'idle' };
  private lastEnd: StrokeEnd | null = null;
  private said = '';
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
    this.said = '';
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
    stroke.segment(this.brush(pointer.pressure), at, at);
    this.state = { name: 'painting', stroke, target, way: [at] };
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
    else this.paintAlong(state, pointer);
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

  words(): string {
    return this.said;
  }

  watch(onChange: () => void): () => void {
    return this.hand.watch(onChange);
  }

  /** What was painted stays; a line is painted now. */
  private finish(): void {
    const { state } = this;
    this.state = { name: 'idle' };
    if (state.name === 'painting') {
      if (this.hand.fillsLoops()) this.fillLoop(state.stroke, state.way);
      this.end(state.stroke, state.target, state.way[state.way.length - 1]);
    }
    if (state.name !== 'line') return;
    const stroke = this.begin(state.target);
    if (stroke === null) return;
    stroke.segment(this.brush(FULL_PRESSURE), state.from, state.to);
    this.end(stroke, state.target, state.to);
  }

  private end(stroke: WetStroke, target: StrokeTarget, at: Point): void {
    if (!stroke.finish()) {
      this.said = 'Nothing was painted.';
      this.hand.refuse();
    }
    this.lastEnd = { target, at };
  }

  private begin(target: StrokeTarget): WetStroke | null {
    const label = this.label();
    const stroke =
      label === null ? null : target.beginStroke({ label, locked: this.hand.locked(label), name: this.strokeName() });
    if (stroke === null) this.hand.refuse();
    return stroke;
  }

  private paintAlong({ stroke, way }: Extract<State, { name: 'painting' }>, pointer: CanvasPointer): void {
    const brush = this.brush(pointer.pressure);
    for (const move of pointer.moves) {
      const at = this.placed(move);
      const last = way[way.length - 1];
      if (at.x === last.x && at.y === last.y) continue;
      stroke.segment(brush, last, at);
      way.push(at);
    }
  }

  /** What the stroke goes around, where it comes back to itself. */
  private fillLoop(stroke: WetStroke, way: readonly Point[]): void {
    const size = this.hand.size();
    const label = this.label();
    const loop = closedLoop(way, size, LEAST_LOOP * size);
    if (loop === null || label === null) return;
    stroke.add({ bounds: boundsOf(loop), paint: (painter) => paintPolygon(painter, [loop], label) });
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

  private brush(pressure: number): Brush {
    return { shape: this.hand.shape(), radius: Math.max(0.5, (this.hand.size() * this.hand.widthAt(pressure)) / 2) };
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

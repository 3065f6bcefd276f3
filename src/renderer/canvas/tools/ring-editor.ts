import type { Point } from '../../../shared/labels/brush';
import { constrainedTo45, nearestEdge, nearestPoint, onSegment } from './ring-geometry';
import type { CanvasPointer, ToolShape } from './tool';

/** How near a point or an edge has to be, device pixels. */
const POINT_REACH = 9;
const EDGE_REACH = 6;
/** Less is a click and no drag, device pixels. */
const DRAG_FROM = 3;

interface Grip {
  index: number;
  screenX: number;
  screenY: number;
  hasMoved: boolean;
  /** It was put there by this press. */
  isNew: boolean;
}

/** Points that are put down, moved, added on an edge and removed, until they are made a shape. */
export class RingEditor {
  private grip: Grip | null = null;
  private hovered: number | null = null;
  private pointer: Point | null = null;
  /** The point that keys act on. */
  selected: number;

  /** @param isClosed whether an edge leads from the last point to the first; else further points follow the last */
  constructor(
    readonly points: Point[],
    readonly isClosed: boolean,
  ) {
    this.selected = points.length - 1;
  }

  /** Takes hold of the point under the pointer, or of a new one on the edge under it; false where there is neither. */
  press(pointer: CanvasPointer): boolean {
    const at = nearestPoint(this.points, pointer, POINT_REACH / pointer.zoom);
    if (at !== null) {
      this.hold(at, pointer, false);
      return true;
    }
    const edge = nearestEdge(this.points, this.isClosed, pointer, EDGE_REACH / pointer.zoom);
    if (edge === null) return false;
    const next = this.points[(edge + 1) % this.points.length];
    this.points.splice(edge + 1, 0, onSegment(this.points[edge], next, pointer));
    this.hold(edge + 1, pointer, true);
    return true;
  }

  /** A further point at the pointer, held until the button is let go. */
  append(pointer: CanvasPointer): void {
    this.points.push(this.constrained(pointer, this.points.length));
    this.hold(this.points.length - 1, pointer, true);
  }

  move(pointer: CanvasPointer): void {
    const { grip } = this;
    this.pointer = { x: pointer.x, y: pointer.y };
    if (grip === null) {
      this.hovered = nearestPoint(this.points, pointer, POINT_REACH / pointer.zoom);
      if (pointer.shift && this.hovered === null) this.pointer = this.constrained(pointer, this.points.length);
      return;
    }
    grip.hasMoved ||= Math.hypot(pointer.screenX - grip.screenX, pointer.screenY - grip.screenY) >= DRAG_FROM;
    if (grip.hasMoved) this.points[grip.index] = this.constrained(pointer, grip.index);
  }

  /** @returns the index of a point that was clicked: neither moved nor new; null otherwise */
  release(): number | null {
    const { grip } = this;
    this.grip = null;
    return grip === null || grip.hasMoved || grip.isNew ? null : grip.index;
  }

  /** Removes the point under the pointer. */
  removeAt(pointer: CanvasPointer): void {
    const at = nearestPoint(this.points, pointer, POINT_REACH / pointer.zoom);
    if (at !== null) this.removePoint(at);
  }

  removeSelected(): void {
    this.removePoint(this.selected);
  }

  removeLast(): void {
    this.removePoint(this.points.length - 1);
  }

  /** A further point after the one in hand, where that one is; the arrows move it from there. */
  put(): void {
    const { x, y } = this.points[this.selected];
    this.points.splice(this.selected + 1, 0, { x, y });
    this.selected++;
  }

  step(by: 1 | -1): void {
    this.selected = (this.selected + by + this.points.length) % this.points.length;
  }

  nudge(dx: number, dy: number): void {
    const { x, y } = this.points[this.selected];
    this.points[this.selected] = { x: x + dx, y: y + dy };
  }

  shapes(color: string): ToolShape[] {
    const { points } = this;
    const isFollowing = !this.isClosed && this.grip === null && this.pointer !== null && this.hovered === null;
    const following: ToolShape[] =
      isFollowing && this.pointer !== null
        ? [{ kind: 'path', points: [points[points.length - 1], this.pointer], isClosed: false, isDashed: true, color }]
        : [];
    return [
      { kind: 'path', points: [...points], isClosed: this.isClosed, color },
      ...following,
      { kind: 'handles', points: [...points], selected: this.selected, hovered: this.hovered, color },
    ];
  }

  words(): string {
    const { x, y } = this.points[this.selected];
    return `Point ${this.selected + 1} of ${this.points.length}, x ${Math.round(x)}, y ${Math.round(y)}.`;
  }

  private hold(index: number, { screenX, screenY }: CanvasPointer, isNew: boolean): void {
    this.grip = { index, screenX, screenY, hasMoved: false, isNew };
    this.selected = index;
    this.hovered = index;
  }

  private removePoint(index: number): void {
    this.points.splice(index, 1);
    this.grip = null;
    this.hovered = null;
    this.selected = Math.max(
      0,
      Math.min(this.selected > index ? this.selected - 1 : this.selected, this.points.length - 1),
    );
  }

  /** With Shift held, in a direction of 45 degrees from the point before. */
  private constrained({ x, y, shift }: CanvasPointer, index: number): Point {
    const before = this.points[index - 1] ?? (this.isClosed ? this.points.at(-1) : undefined);
    return shift && before !== undefined ? constrainedTo45(before, { x, y }) : { x, y };
  }
}

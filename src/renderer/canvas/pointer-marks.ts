import type { ToolCursor } from './tools/tool';
import { type ImagePoint, type Size, toScreen, type View } from './viewport';

/** Below this width on the screen a brush's outline is hard to see: a cross-hair is shown with it. */
const SMALL_BRUSH_PX = 8;

/** What is drawn at the pointer. Elements moved by transform: they cost nothing of the canvas. */
export class PointerMarks {
  readonly outline = mark('brush-outline');
  readonly cross = mark('canvas-cross');
  private size = '';
  private cursor = '';

  constructor(private readonly stage: HTMLElement) {
    stage.append(this.outline, this.cross);
  }

  /** The tool's cursor, at a screen point in device pixels; null where the pointer is elsewhere. */
  showCursor(cursor: ToolCursor, view: View, pixelRatio: number, at: { x: number; y: number } | null): void {
    if (cursor.kind === 'css') {
      this.setCssCursor(cursor.cursor);
      this.outline.hidden = true;
      return;
    }
    const side = Math.max(2, (2 * cursor.radiusPx * view.zoom) / pixelRatio);
    this.setCssCursor(side < SMALL_BRUSH_PX ? 'crosshair' : 'none');
    this.outline.hidden = at === null;
    if (at === null) return;
    const size = `${side} ${cursor.shape} ${cursor.color}`;
    const { style } = this.outline;
    if (size !== this.size) {
      this.size = size;
      style.width = `${side}px`;
      style.height = `${side}px`;
      style.borderRadius = cursor.shape === 'round' ? '50%' : '0';
      style.setProperty('--brush-color', cursor.color);
    }
    style.transform = `translate(${at.x / pixelRatio - side / 2}px, ${at.y / pixelRatio - side / 2}px)`;
  }

  /** The image point that the pointer is at in another pane. */
  showCross(point: ImagePoint | null, view: View, pane: Size, pixelRatio: number): void {
    this.cross.hidden = point === null;
    if (point === null) return;
    const { x, y } = toScreen(view, pane, point);
    this.cross.style.transform = `translate(${x / pixelRatio}px, ${y / pixelRatio}px)`;
  }

  private setCssCursor(cursor: string): void {
    if (cursor === this.cursor) return;
    this.cursor = cursor;
    this.stage.style.cursor = cursor;
  }
}

function mark(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.hidden = true;
  return element;
}

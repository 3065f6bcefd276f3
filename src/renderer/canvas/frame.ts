import type { CanvasLayer } from './layers';
import type { Size, View } from './viewport';

/** What all layers of a pane are drawn for. Sizes of the pane in device pixels; a change is a new object. */
export interface Frame {
  view: View;
  pane: Size;
  image: Size;
  /** Device pixels a CSS pixel. */
  pixelRatio: number;
}

/** A layer on the screen. */
export interface DrawnLayer<Layer extends CanvasLayer = CanvasLayer> {
  readonly element: HTMLElement;
  /** Takes over another description; nothing is drawn yet. */
  update(layer: Layer): void;
  /** Draws what changed since the last time. */
  draw(frame: Frame): void;
  drop(): void;
}

/** A canvas as large as the pane, transparent, out of the pointer's way. */
export function paneCanvas(settings: CanvasRenderingContext2DSettings): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.className = 'canvas-layer';
  const context = canvas.getContext('2d', settings);
  if (context === null) throw new Error('the window has no canvas to draw on');
  return context;
}

/** Gives the canvas that many device pixels; that clears it. */
export function resizeCanvas(canvas: HTMLCanvasElement, width: number, height: number, pixelRatio: number): void {
  canvas.width = width;
  canvas.height = height;
  canvas.style.width = `${width / pixelRatio}px`;
  canvas.style.height = `${height / pixelRatio}px`;
}

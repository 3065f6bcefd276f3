import type { Layer } from 'konva/lib/Layer';
import type { Stage } from 'konva/lib/Stage';
import type { Frame } from './frame';
import { nodesOf } from './overlay-shapes';
import type { ToolShape } from './tools/tool';

type Konva = typeof import('./konva');

/**
 * Vector shapes over the image. The library is loaded and its stage made with the first shape, and nothing of it works
 * while there is none: brushing costs it no event.
 */
export class Overlay {
  readonly element = document.createElement('div');
  private konva: Konva | null = null;
  private isLoading = false;
  private stage: Stage | null = null;
  private layer: Layer | null = null;
  private shapes: readonly ToolShape[] = [];
  private frame: Frame | null = null;
  private request = 0;

  constructor() {
    this.element.className = 'canvas-layer canvas-shapes';
  }

  show(shapes: readonly ToolShape[]): void {
    if (shapes.length === 0 && this.shapes.length === 0) return;
    this.shapes = shapes;
    this.schedule();
  }

  setFrame(frame: Frame): void {
    this.frame = frame;
    cancelAnimationFrame(this.request);
    // With the layers beneath: shapes that come a frame late swim over the image.
    if (this.shapes.length > 0) this.draw();
  }

  drop(): void {
    cancelAnimationFrame(this.request);
    this.shapes = [];
    // The library may still be on its way: without a frame nothing is drawn when it comes.
    this.frame = null;
    this.stage?.destroy();
    this.stage = null;
    this.layer = null;
  }

  private loadKonva(): void {
    if (this.isLoading) return;
    this.isLoading = true;
    void import('./konva').then((konva) => {
      this.konva = konva;
      this.schedule();
    });
  }

  /** Several events may come within a frame. */
  private schedule(): void {
    cancelAnimationFrame(this.request);
    this.request = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    if (this.konva === null) {
      this.loadKonva();
      return;
    }
    if (this.frame === null) return;
    const { Stage, Layer } = this.konva;
    const { view, pane, pixelRatio } = this.frame;
    if (this.stage === null || this.layer === null) {
      this.stage = new Stage({ container: this.element, listening: false });
      this.layer = new Layer({ listening: false });
      this.stage.add(this.layer);
    }
    const scale = view.zoom / pixelRatio;
    this.stage.size({ width: pane.width / pixelRatio, height: pane.height / pixelRatio });
    this.layer.setAttrs({
      scaleX: scale,
      scaleY: scale,
      x: pane.width / pixelRatio / 2 - view.centerX * scale,
      y: pane.height / pixelRatio / 2 - view.centerY * scale,
    });
    this.layer.destroyChildren();
    for (const shape of this.shapes) for (const node of nodesOf(shape, this.konva, scale)) this.layer.add(node);
    this.layer.draw();
  }
}

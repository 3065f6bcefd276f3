import type { Layer } from 'konva/lib/Layer';
import type { Stage } from 'konva/lib/Stage';
import type { Frame } from './frame';
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

  constructor() {
    this.element.className = 'canvas-layer canvas-shapes';
  }

  show(shapes: readonly ToolShape[]): void {
    if (shapes.length === 0 && this.shapes.length === 0) return;
    this.shapes = shapes;
    if (this.konva === null) this.loadKonva();
    else this.draw(this.konva);
  }

  setFrame(frame: Frame): void {
    this.frame = frame;
    if (this.konva !== null && this.shapes.length > 0) this.draw(this.konva);
  }

  drop(): void {
    this.shapes = [];
    this.stage?.destroy();
    this.stage = null;
    this.layer = null;
  }

  private loadKonva(): void {
    if (this.isLoading) return;
    this.isLoading = true;
    void import('./konva').then((konva) => {
      this.konva = konva;
      if (this.shapes.length > 0) this.draw(konva);
    });
  }

  private draw({ Stage, Layer, Line }: Konva): void {
    if (this.frame === null) return;
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
    for (const { from, to, widthPx, color } of this.shapes) {
      const points = [from.x, from.y, to.x, to.y];
      this.layer.add(new Line({ points, stroke: color, strokeWidth: widthPx, lineCap: 'round', opacity: 0.35 }));
      this.layer.add(new Line({ points, stroke: color, strokeWidth: 1.5, strokeScaleEnabled: false }));
    }
    this.layer.batchDraw();
  }
}

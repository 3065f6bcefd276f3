import type { ImageRow } from '../../shared/contract/images';
import { calmSource } from './calm-source';
import type { Frame } from './frame';
import type { LabelSource } from './label-source';
import { LayerStack } from './layer-stack';
import type { CanvasLayer } from './layers';
import { areaInView, mapSize, mapView } from './overview-geometry';
import { useView, viewIn } from './view-state';
import { type ImagePoint, toImage, toScreen, type View } from './viewport';

/** Strokes are shown on the map so often: it is not what the hand looks at. */
const REDRAW_MS = 150;

/** The whole image with its layers, small, and the part of it that the canvas shows. */
export class OverviewDrawing {
  private readonly stack: LayerStack;
  private readonly part = document.createElement('div');
  private readonly unwatch: () => void;
  private image: ImageRow;
  private view: View;
  private labels: { of: LabelSource; calm: LabelSource } | null = null;
  private frame: Frame | null = null;
  private request = 0;

  constructor(
    private readonly stage: HTMLElement,
    image: ImageRow,
    layers: readonly CanvasLayer[],
  ) {
    this.image = image;
    this.view = mapView(image, mapSize(image));
    this.stack = new LayerStack(image, () => this.showSoon());
    this.part.className = 'overview-part';
    stage.append(this.stack.element, this.part);
    this.unwatch = useView.subscribe((state, before) => {
      if (state.view !== before.view || state.pane !== before.pane) this.showSoon();
      if (state.areLabelsHidden !== before.areLabelsHidden) this.stack.style();
    });
    this.update(image, layers);
  }

  update(image: ImageRow, layers: readonly CanvasLayer[]): void {
    if (image !== this.image) this.frame = null;
    this.image = image;
    this.view = mapView(image, mapSize(image));
    this.stack.setImage(image);
    this.stack.setLayers(layers.map((layer) => this.calm(layer)));
    this.show();
  }

  /** The image point at a place in the map, CSS pixels from its upper left corner. */
  pointAt(x: number, y: number): ImagePoint {
    return toImage(this.view, mapSize(this.image), { x, y });
  }

  drop(): void {
    this.unwatch();
    cancelAnimationFrame(this.request);
    this.stack.drop();
    this.stage.replaceChildren();
  }

  /** Outlines of a whole map, so small, would be nothing but outlines. */
  private calm(layer: CanvasLayer): CanvasLayer {
    if (layer.kind !== 'labels') return layer;
    const { source } = layer;
    if (this.labels?.of !== source) this.labels = { of: source, calm: calmSource(source, REDRAW_MS) };
    return { ...layer, source: this.labels.calm, style: 'fill' };
  }

  /** The same as long as it shows the same: layers draw again for another one. */
  private frameNow(): Frame {
    const ratio = devicePixelRatio;
    if (this.frame?.pixelRatio === ratio) return this.frame;
    const { width, height } = mapSize(this.image);
    this.frame = {
      view: { ...this.view, zoom: this.view.zoom * ratio },
      pane: { width: Math.round(width * ratio), height: Math.round(height * ratio) },
      image: this.image,
      pixelRatio: ratio,
    };
    return this.frame;
  }

  private showSoon(): void {
    cancelAnimationFrame(this.request);
    this.request = requestAnimationFrame(() => this.show());
  }

  private show(): void {
    this.stack.draw(this.frameNow());
    this.showPart();
  }

  private showPart(): void {
    const state = useView.getState();
    const view = viewIn(state, state.pane);
    if (view === null) return;
    const map = mapSize(this.image);
    const area = areaInView(view, state.pane, this.image);
    const from = toScreen(this.view, map, area);
    const { style } = this.part;
    style.transform = `translate(${from.x}px, ${from.y}px)`;
    style.width = `${Math.max(3, area.width * this.view.zoom)}px`;
    style.height = `${Math.max(3, area.height * this.view.zoom)}px`;
  }
}

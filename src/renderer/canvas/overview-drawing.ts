import type { ImageRow } from '../../shared/contract/images';
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
  private timer: ReturnType<typeof setTimeout> | null = null;
  private request = 0;

  constructor(
    private readonly stage: HTMLElement,
    image: ImageRow,
    layers: readonly CanvasLayer[],
  ) {
    this.image = image;
    this.view = mapView(image, mapSize(image));
    this.stack = new LayerStack(image, () => this.redrawSoon());
    this.part.className = 'overview-part';
    stage.append(this.stack.element, this.part);
    this.unwatch = useView.subscribe((state, before) => {
      if (state.view !== before.view || state.pane !== before.pane) this.showSoon();
      if (state.areLabelsHidden !== before.areLabelsHidden) this.stack.style();
    });
    this.update(image, layers);
  }

  update(image: ImageRow, layers: readonly CanvasLayer[]): void {
    this.image = image;
    this.view = mapView(image, mapSize(image));
    this.stack.setImage(image);
    this.stack.setLayers(layers.map(filled));
    this.draw();
    this.showPart();
  }

  /** The image point at a place in the map, CSS pixels from its upper left corner. */
  pointAt(x: number, y: number): ImagePoint {
    return toImage(this.view, mapSize(this.image), { x, y });
  }

  drop(): void {
    this.unwatch();
    if (this.timer !== null) clearTimeout(this.timer);
    cancelAnimationFrame(this.request);
    this.stack.drop();
    this.stage.replaceChildren();
  }

  private redrawSoon(): void {
    this.timer ??= setTimeout(() => this.draw(), REDRAW_MS);
  }

  private draw(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const { width, height } = mapSize(this.image);
    const ratio = devicePixelRatio;
    const pane = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
    const view = { ...this.view, zoom: this.view.zoom * ratio };
    this.stack.draw({ view, pane, image: this.image, pixelRatio: ratio });
  }

  private showSoon(): void {
    cancelAnimationFrame(this.request);
    this.request = requestAnimationFrame(() => this.showPart());
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

/** Outlines of a whole map, so small, are nothing but outlines. */
function filled(layer: CanvasLayer): CanvasLayer {
  return layer.kind === 'labels' ? { ...layer, style: 'fill' } : layer;
}

import type { ImageRow } from '../../shared/contract/images';
import { ByteLayer } from './byte-layer';
import type { Frame } from './frame';
import { ImageLayerDrawing } from './image-layer';
import { LabelGrid } from './label-grid';
import { elementOpacity } from './label-look';
import type { CanvasLayer, Clip } from './layers';
import type { PictureStatus } from './picture-store';
import { useView } from './view-state';

type Drawing =
  | { kind: 'image'; layer: CanvasLayer; drawn: ImageLayerDrawing }
  | { kind: 'labels'; layer: CanvasLayer; drawn: LabelGrid }
  | { kind: 'bytes'; layer: CanvasLayer; drawn: ByteLayer };

/** Layers on the screen, from the back to the front: of a pane, of the lens over it, of the map beside it. */
export class LayerStack {
  readonly element = document.createElement('div');
  private drawings: Drawing[] = [];

  /** @param onDirty told that something has to be drawn */
  constructor(
    private image: ImageRow,
    private readonly onDirty: () => void,
  ) {
    this.element.className = 'canvas-layers';
  }

  setImage(image: ImageRow): void {
    if (image === this.image) return;
    this.image = image;
    for (const { kind, drawn } of this.drawings) if (kind === 'image') drawn.setImage(image);
  }

  setLayers(layers: readonly CanvasLayer[]): void {
    const isSameStack =
      layers.length === this.drawings.length && layers.every(({ kind }, index) => kind === this.drawings[index].kind);
    if (!isSameStack) {
      this.drop();
      this.drawings = layers.map((layer) => this.make(layer));
      this.element.replaceChildren(...this.drawings.map(({ drawn }) => drawn.element));
    }
    layers.forEach((layer, index) => {
      const drawing = this.drawings[index];
      drawing.layer = layer;
      if (layer.kind === 'image' && drawing.kind === 'image') drawing.drawn.update(layer);
      if (layer.kind === 'labels' && drawing.kind === 'labels') drawing.drawn.update(layer);
      if (layer.kind === 'bytes' && drawing.kind === 'bytes') drawing.drawn.update(layer);
    });
    this.style();
  }

  /** Opacity, clip and what is hidden, as the layers and the labels' key say. */
  style(): void {
    for (const { layer, drawn } of this.drawings) {
      const { style } = drawn.element;
      style.opacity = String(layer.kind === 'labels' ? elementOpacity(layer) : (layer.opacity ?? 1));
      style.clipPath = clipPath(layer.clip);
      style.visibility = isHidden(layer) ? 'hidden' : '';
    }
  }

  /** Draws what changed since the last time. */
  draw(frame: Frame): void {
    for (const { layer, drawn } of this.drawings) if (!isHidden(layer)) drawn.draw(frame);
  }

  /** Of the image's picture; `there` where no layer shows it. */
  pictureStatus(): PictureStatus {
    for (const { kind, drawn } of this.drawings) if (kind === 'image') return drawn.status();
    return 'there';
  }

  drop(): void {
    for (const { drawn } of this.drawings) drawn.drop();
    this.drawings = [];
  }

  private make(layer: CanvasLayer): Drawing {
    switch (layer.kind) {
      case 'image':
        return { kind: 'image', layer, drawn: new ImageLayerDrawing(this.image, this.onDirty) };
      case 'labels':
        return { kind: 'labels', layer, drawn: new LabelGrid(layer, this.onDirty) };
      case 'bytes':
        return { kind: 'bytes', layer, drawn: new ByteLayer(layer) };
    }
  }
}

function isHidden(layer: CanvasLayer): boolean {
  return layer.isHidden === true || (layer.kind === 'labels' && useView.getState().areLabelsHidden);
}

function clipPath(clip: Clip | undefined): string {
  if (clip === undefined) return '';
  return clip.side === 'left' ? `inset(0 ${100 - clip.at * 100}% 0 0)` : `inset(0 0 0 ${clip.at * 100}%)`;
}

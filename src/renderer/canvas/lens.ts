import type { ImageRow } from '../../shared/contract/images';
import type { Frame } from './frame';
import { LayerStack } from './layer-stack';
import type { CanvasLayer } from './layers';
import { lensZoom } from './lens-zoom';
import { Overlay } from './overlay';
import { PointerMarks } from './pointer-marks';
import type { ToolCursor, ToolShape } from './tools/tool';
import { type ScreenPoint, snapped, toImage, toScreen } from './viewport';

/** Of the lens, CSS pixels. */
const LENS_PX = 232;

/** What the lens shows besides its place. */
export interface LensContent {
  image: ImageRow;
  layers: readonly CanvasLayer[];
  cursor: ToolCursor;
  shapes: readonly ToolShape[];
}

/** The pixels around the pointer, enlarged: the same layers once more, at the pointer's place and a zoom of their own. */
export class Lens {
  readonly element = document.createElement('div');
  private readonly overlay = new Overlay();
  private readonly marks: PointerMarks;
  private readonly caption = document.createElement('span');
  private readonly stack: LayerStack;
  private layers: readonly CanvasLayer[] = [];
  private frame: Frame | null = null;

  /** @param onDirty told that something has to be drawn */
  constructor(image: ImageRow, onDirty: () => void) {
    this.element.className = 'canvas-lens';
    this.element.style.width = `${LENS_PX}px`;
    this.element.style.height = `${LENS_PX}px`;
    this.stack = new LayerStack(image, onDirty);
    this.element.append(this.stack.element, this.overlay.element);
    this.marks = new PointerMarks(this.element);
    this.caption.className = 'canvas-lens-zoom';
    this.element.append(this.caption);
  }

  /** @param frame of the pane @param at the pointer in it */
  draw({ view, pane, image, pixelRatio }: Frame, at: ScreenPoint, content: LensContent): void {
    const side = Math.round(LENS_PX * pixelRatio);
    const lensPane = this.frame?.pane.width === side ? this.frame.pane : { width: side, height: side };
    const point = toImage(view, pane, at);
    const zoom = lensZoom(view.zoom);
    const lensView = snapped({ zoom, centerX: point.x, centerY: point.y }, lensPane);
    this.frame = { view: lensView, pane: lensPane, image, pixelRatio };
    this.stack.setImage(content.image);
    if (content.layers !== this.layers) this.stack.setLayers(content.layers.map(unclipped));
    this.layers = content.layers;
    this.stack.style();
    this.stack.draw(this.frame);
    this.overlay.show(content.shapes);
    this.overlay.setFrame(this.frame);
    const middle = toScreen(lensView, lensPane, point);
    this.marks.showCursor(content.cursor, lensView, pixelRatio, middle);
    this.marks.showCross(content.cursor.kind === 'css' ? point : null, lensView, lensPane, pixelRatio);
    const words = `${Math.round(100 * zoom)} %`;
    if (this.caption.textContent !== words) this.caption.textContent = words;
    const left = at.x / pixelRatio - LENS_PX / 2;
    this.element.style.transform = `translate(${left}px, ${at.y / pixelRatio - LENS_PX / 2}px)`;
  }

  drop(): void {
    this.stack.drop();
    this.overlay.drop();
    this.element.remove();
  }
}

/** A divider at a share of the pane's width is elsewhere in the lens. */
function unclipped({ clip: _clip, ...layer }: CanvasLayer): CanvasLayer {
  return layer;
}

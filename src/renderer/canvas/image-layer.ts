import type { ImageRow } from '../../shared/contract/images';
import { type DrawnLayer, type Frame, paneCanvas, resizeCanvas } from './frame';
import { openPicture } from './image-picture';
import type { ImageLayer } from './layers';
import type { Picture } from './picture-store';
import { MAX_SMOOTH_ZOOM } from './viewport';
import { visiblePart } from './visible-part';

/** The image's picture over the view; brightness and the like by CSS. */
export class ImageLayerDrawing implements DrawnLayer<ImageLayer> {
  readonly element: HTMLCanvasElement;
  private readonly context = paneCanvas({});
  private picture: Picture<ImageBitmap>;
  private frame: Frame | null = null;
  private shown: ImageBitmap | null = null;

  /** @param onChange told that something has to be drawn */
  constructor(
    private image: ImageRow,
    private readonly onChange: () => void,
  ) {
    this.element = this.context.canvas;
    this.picture = openPicture(image, onChange);
  }

  /** The same image read again, or another one. */
  setImage(image: ImageRow): void {
    const isSame = image.view === this.image.view;
    this.image = image;
    // A row that is read again may be of a file that came back.
    if (isSame && !this.picture.hasFailed()) return;
    this.picture.release();
    this.picture = openPicture(image, this.onChange);
  }

  hasFailed(): boolean {
    return this.picture.hasFailed();
  }

  update({ brightness = 1, contrast = 1, saturation = 1 }: ImageLayer): void {
    const isPlain = brightness === 1 && contrast === 1 && saturation === 1;
    this.element.style.filter = isPlain
      ? ''
      : `brightness(${brightness}) contrast(${contrast}) saturate(${saturation})`;
  }

  draw(frame: Frame): void {
    const { pane, view } = frame;
    const bitmap = this.picture.at(view.zoom);
    if (frame === this.frame && bitmap === this.shown) return;
    if (pane.width !== this.element.width || pane.height !== this.element.height) {
      resizeCanvas(this.element, pane.width, pane.height, frame.pixelRatio);
    }
    this.frame = frame;
    this.shown = bitmap;
    this.context.clearRect(0, 0, pane.width, pane.height);
    if (bitmap === null) return;
    const { source, target } = visiblePart(view, pane, this.image, bitmap);
    if (source.width <= 0 || source.height <= 0) return;
    const scale = (view.zoom * this.image.width) / bitmap.width;
    this.context.imageSmoothingEnabled = scale < MAX_SMOOTH_ZOOM || bitmap.width < this.image.width;
    this.context.imageSmoothingQuality = scale < 1 ? 'medium' : 'low';
    this.context.drawImage(
      bitmap,
      source.x,
      source.y,
      source.width,
      source.height,
      target.x,
      target.y,
      target.width,
      target.height,
    );
  }

  drop(): void {
    this.picture.release();
  }
}

import type { ImageRow } from '../../shared/contract/images';
import { type DrawnLayer, type Frame, paneCanvas, resizeCanvas } from './frame';
import { gammaFilter } from './gamma-filter';
import { openPicture, openThumbnail } from './image-picture';
import type { ImageLayer } from './layers';
import type { Picture, PictureStatus } from './picture-store';
import { PyramidPicture } from './pyramid-picture';
import { shownMeanwhile } from './shown-meanwhile';
import { type TilePlace, tileTarget } from './tile-places';
import { MAX_SMOOTH_ZOOM, type Rect } from './viewport';
import { visiblePart } from './visible-part';

/** A picture that is there sooner is not shown blurred first. */
const THUMBNAIL_AFTER_MS = 150;

/** The image's picture over the view; brightness and the like by CSS. */
export class ImageLayerDrawing implements DrawnLayer<ImageLayer> {
  readonly element: HTMLCanvasElement;
  private readonly context = paneCanvas({});
  private picture: Picture<ImageBitmap>;
  private pyramid: PyramidPicture | null;
  private revision = 0;
  private frame: Frame | null = null;
  private shown: ImageBitmap | null = null;
  private wait: ReturnType<typeof setTimeout> | undefined;

  /** @param onChange told that something has to be drawn */
  constructor(
    private image: ImageRow,
    private readonly onChange: () => void,
  ) {
    this.element = this.context.canvas;
    this.picture = openPicture(image, onChange);
    this.pyramid = openPyramid(image, onChange);
    this.awaitPicture();
  }

  /** The same image read again, or another one. */
  setImage(image: ImageRow): void {
    const before = this.image;
    this.image = image;
    // A row that is read again may be of a file that came back.
    if (image.view === before.view && this.picture.status() !== 'failed') return;
    // Under another window: the picture as it was is better than none until that is made.
    const isLookOnly = image.id === before.id && image.width === before.width && image.height === before.height;
    const picture = openPicture(image, this.onChange);
    if (isLookOnly) this.picture = shownMeanwhile(picture, this.picture);
    else {
      this.picture.release();
      this.picture = picture;
      this.awaitPicture();
    }
    this.pyramid?.release();
    this.pyramid = openPyramid(image, this.onChange);
    this.frame = null;
  }

  status(): PictureStatus {
    return this.picture.status();
  }

  update({ brightness = 1, contrast = 1, saturation = 1, gamma = 1 }: ImageLayer): void {
    const isPlain = brightness === 1 && contrast === 1 && saturation === 1;
    const look = isPlain ? '' : `brightness(${brightness}) contrast(${contrast}) saturate(${saturation})`;
    this.element.style.filter = `${gammaFilter(gamma)} ${look}`.trim();
  }

  draw(frame: Frame): void {
    const { pane, view } = frame;
    const bitmap = this.picture.at(view.zoom);
    const revision = this.pyramid?.revision ?? 0;
    if (frame === this.frame && bitmap === this.shown && revision === this.revision) return;
    if (pane.width !== this.element.width || pane.height !== this.element.height) {
      resizeCanvas(this.element, pane.width, pane.height, frame.pixelRatio);
    }
    this.frame = frame;
    this.shown = bitmap;
    this.revision = revision;
    this.context.clearRect(0, 0, pane.width, pane.height);
    if (this.pyramid !== null) this.drawTiles(frame, this.pyramid, bitmap);
    else if (bitmap !== null) this.drawWhole(frame, bitmap);
  }

  drop(): void {
    clearTimeout(this.wait);
    this.picture.release();
    this.pyramid?.release();
  }

  /** A large photo takes seconds to be read the first time: it is seen roughly until then. */
  private awaitPicture(): void {
    clearTimeout(this.wait);
    this.wait = setTimeout(() => {
      if (this.picture.status() !== 'coming') return;
      this.picture = shownMeanwhile(this.picture, openThumbnail(this.image, this.onChange));
    }, THUMBNAIL_AFTER_MS);
  }

  private drawWhole({ pane, view }: Frame, bitmap: ImageBitmap): void {
    const { source, target } = visiblePart(view, pane, this.image, bitmap);
    if (source.width <= 0 || source.height <= 0) return;
    const scale = (view.zoom * this.image.width) / bitmap.width;
    this.context.imageSmoothingEnabled = scale < MAX_SMOOTH_ZOOM || bitmap.width < this.image.width;
    this.context.imageSmoothingQuality = scale < 1 ? 'medium' : 'low';
    this.drawPart(bitmap, source, target);
  }

  private drawTiles(frame: Frame, pyramid: PyramidPicture, smallest: ImageBitmap | null): void {
    const top = pyramid.facts.levels.length - 1;
    if (smallest !== null) this.drawTile(frame, pyramid, { level: top, x: 0, y: 0 }, smallest);
    for (const { bitmap, ...place } of pyramid.at(frame)) this.drawTile(frame, pyramid, place, bitmap);
  }

  private drawTile({ view, pane }: Frame, { facts }: PyramidPicture, place: TilePlace, bitmap: ImageBitmap): void {
    const { source, target } = tileTarget(facts, this.image, place, view, pane);
    const scale = view.zoom * 2 ** place.level;
    this.context.imageSmoothingEnabled = scale < MAX_SMOOTH_ZOOM || place.level > 0;
    this.context.imageSmoothingQuality = scale < 1 ? 'medium' : 'low';
    this.drawPart(bitmap, source, target);
  }

  private drawPart(bitmap: ImageBitmap, from: Rect, to: Rect): void {
    this.context.drawImage(bitmap, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
  }
}

function openPyramid({ view, pyramid }: ImageRow, onChange: () => void): PyramidPicture | null {
  return pyramid === null ? null : new PyramidPicture(view, pyramid, onChange);
}

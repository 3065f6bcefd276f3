/** In image pixels; pixel (x, y) covers [x, x+1) x [y, y+1). */
export interface ImagePoint {
  x: number;
  y: number;
}

/** In device pixels from a pane's upper left corner, so that 100 % shows one image pixel as one pixel of the screen. */
export interface ScreenPoint {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Rect extends Size {
  x: number;
  y: number;
}

/**
 * What part of an image is seen and how large. The centre is an image point, so that panes of different sizes can share
 * a view. It always lies on the image: an image can not be lost outside of its pane.
 */
export interface View {
  /** Screen pixels an image pixel. */
  zoom: number;
  /** Image point in the middle of the pane. */
  centerX: number;
  centerY: number;
}

const MAX_ZOOM = 64;
/** Below this zoom pictures are smoothed; from it on pixels are drawn as squares. */
export const MAX_SMOOTH_ZOOM = 2;
/** Shares of the pane that a fitted image is at most wide and high: above and below there is room for what floats. */
const FIT_WIDTH = 0.96;
const FIT_HEIGHT = 0.85;
const MOST_FIT_ZOOM = 8;

/** The whole image in the middle of the pane, a small one enlarged up to 8 times. */
export function fittedView(image: Size, pane: Size): View {
  const zoom = Math.min((pane.width * FIT_WIDTH) / image.width, (pane.height * FIT_HEIGHT) / image.height);
  return { zoom: Math.min(MOST_FIT_ZOOM, zoom), centerX: image.width / 2, centerY: image.height / 2 };
}

/**
 * The view moved by less than a screen pixel, so that the image begins on a whole one: at 100, 200 % and so on every
 * image pixel is then drawn sharp, and all layers agree.
 */
export function snapped(view: View, pane: Size): View {
  const x = Math.round(pane.width / 2 - view.centerX * view.zoom);
  const y = Math.round(pane.height / 2 - view.centerY * view.zoom);
  return { zoom: view.zoom, centerX: (pane.width / 2 - x) / view.zoom, centerY: (pane.height / 2 - y) / view.zoom };
}

export function toImage(view: View, pane: Size, point: ScreenPoint): ImagePoint {
  return {
    x: view.centerX + (point.x - pane.width / 2) / view.zoom,
    y: view.centerY + (point.y - pane.height / 2) / view.zoom,
  };
}

export function toScreen(view: View, pane: Size, point: ImagePoint): ScreenPoint {
  return {
    x: pane.width / 2 + (point.x - view.centerX) * view.zoom,
    y: pane.height / 2 + (point.y - view.centerY) * view.zoom,
  };
}

export function isOn({ width, height }: Size, { x, y }: ImagePoint): boolean {
  return x >= 0 && y >= 0 && x < width && y < height;
}

/** Smallest and largest zoom: half of the fitted image, and 64 screen pixels an image pixel. */
export function zoomLimits(image: Size, pane: Size): { least: number; most: number } {
  return { least: Math.min(1, fittedView(image, pane).zoom) / 2, most: MAX_ZOOM };
}

/** The view with its zoom within the limits and its centre on the image. */
export function clampView(view: View, image: Size, pane: Size): View {
  const { least, most } = zoomLimits(image, pane);
  return {
    zoom: clamp(view.zoom, least, most),
    centerX: clamp(view.centerX, 0, image.width),
    centerY: clamp(view.centerY, 0, image.height),
  };
}

/** Another zoom; the image point under `anchor` stays there, as far as the centre stays on the image. */
export function zoomAt(view: View, image: Size, pane: Size, zoom: number, anchor: ScreenPoint): View {
  const { least, most } = zoomLimits(image, pane);
  const next = clamp(zoom, least, most);
  const held = toImage(view, pane, anchor);
  const moved = {
    zoom: next,
    centerX: held.x - (anchor.x - pane.width / 2) / next,
    centerY: held.y - (anchor.y - pane.height / 2) / next,
  };
  return clampView(moved, image, pane);
}

/** The view moved by screen pixels, as if the image had been pushed by them. */
export function panBy(view: View, image: Size, pane: Size, dx: number, dy: number): View {
  const moved = { ...view, centerX: view.centerX - dx / view.zoom, centerY: view.centerY - dy / view.zoom };
  return clampView(moved, image, pane);
}

/** The next of the steps 25, 37.5, 50, 75, 100, 150, 200 % and so on, doubled and halved without end. */
export function nextZoomStep(zoom: number, direction: 1 | -1): number {
  const octave = Math.floor(Math.log2(zoom)) - 1;
  const steps = [0, 1, 2].flatMap((i) => [2 ** (octave + i), 1.5 * 2 ** (octave + i)]);
  const beyond = steps.filter((step) => (direction > 0 ? step > zoom * 1.001 : step < zoom * 0.999));
  return direction > 0 ? Math.min(...beyond) : Math.max(...beyond);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

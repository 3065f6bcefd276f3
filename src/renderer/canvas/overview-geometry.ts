import { type ImagePoint, type Rect, type Size, toImage, type View } from './viewport';

/** The map's longest sides on the screen, CSS pixels. */
const MAP_WIDTH = 176;
const MAP_HEIGHT = 132;
/** However long and narrow the image. */
const MAP_LEAST = 20;
/** Less than this of the image beyond the pane's edges is not worth a map. */
const SEEN_SHARE = 0.995;

/** Size of the map of an image, CSS pixels. */
export function mapSize({ width, height }: Size): Size {
  const scale = Math.min(MAP_WIDTH / width, MAP_HEIGHT / height);
  return {
    width: Math.max(MAP_LEAST, Math.round(width * scale)),
    height: Math.max(MAP_LEAST, Math.round(height * scale)),
  };
}

/** The view that shows the whole image in the middle of a map of that size. */
export function mapView(image: Size, map: Size): View {
  return {
    zoom: Math.min(map.width / image.width, map.height / image.height),
    centerX: image.width / 2,
    centerY: image.height / 2,
  };
}

/** The part of the image that the pane shows, image pixels. */
export function areaInView(view: View, pane: Size, image: Size): Rect {
  const from = toImage(view, pane, { x: 0, y: 0 });
  const to = toImage(view, pane, { x: pane.width, y: pane.height });
  const x = Math.max(0, from.x);
  const y = Math.max(0, from.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(image.width, to.x) - x),
    height: Math.max(0, Math.min(image.height, to.y) - y),
  };
}

/** Whether a part of the image lies beyond the pane. */
export function isCutOff(view: View, pane: Size, image: Size): boolean {
  const { width, height } = areaInView(view, pane, image);
  return width < image.width * SEEN_SHARE || height < image.height * SEEN_SHARE;
}

/**
 * Where the middle of the view has to go that a press at a point of the image asks for: a press within the part in view
 * takes hold of it where it is, one beside it brings the middle there.
 */
export function grip(area: Rect, at: ImagePoint): { dx: number; dy: number } {
  const isInside = at.x >= area.x && at.y >= area.y && at.x < area.x + area.width && at.y < area.y + area.height;
  return isInside ? { dx: area.x + area.width / 2 - at.x, dy: area.y + area.height / 2 - at.y } : { dx: 0, dy: 0 };
}

import { clampView, fittedView, type Rect, type Size, type View } from '../canvas/viewport';

/** The region is so large a part of the pane: its surroundings say what it belongs to. */
const PART_OF_PANE = 0.25;
const MOST_ZOOM = 8;

/** A view with a region of an image in the middle of a pane; never smaller than the whole image fits. */
export function regionView(region: Rect, pane: Size, image: Size): View {
  const { zoom: fitted } = fittedView(image, pane);
  const wanted = PART_OF_PANE * Math.min(pane.width / region.width, pane.height / region.height);
  const zoom = Math.max(fitted, Math.min(MOST_ZOOM, wanted));
  return clampView({ zoom, centerX: region.x + region.width / 2, centerY: region.y + region.height / 2 }, image, pane);
}

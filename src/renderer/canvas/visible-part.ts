import { type Rect, type Size, toImage, type View } from './viewport';

/**
 * The whole bitmap pixels that the pane shows, with one more on each side for smoothing, and where they go: at 64 times,
 * a whole picture's place on the screen would be too large a number to be exact.
 */
export function visiblePart(view: View, pane: Size, image: Size, bitmap: Size): { source: Rect; target: Rect } {
  const from = toImage(view, pane, { x: 0, y: 0 });
  const to = toImage(view, pane, { x: pane.width, y: pane.height });
  const across = part(from.x, to.x, image.width, bitmap.width);
  const down = part(from.y, to.y, image.height, bitmap.height);
  return {
    source: { x: across.start, y: down.start, width: across.end - across.start, height: down.end - down.start },
    target: {
      x: (across.start / across.scale - from.x) * view.zoom,
      y: (down.start / down.scale - from.y) * view.zoom,
      width: ((across.end - across.start) / across.scale) * view.zoom,
      height: ((down.end - down.start) / down.scale) * view.zoom,
    },
  };
}

function part(from: number, to: number, size: number, pixels: number): { start: number; end: number; scale: number } {
  const scale = pixels / size;
  const start = Math.max(0, Math.floor(from * scale) - 1);
  return { start, end: Math.max(start, Math.min(pixels, Math.ceil(to * scale) + 1)), scale };
}

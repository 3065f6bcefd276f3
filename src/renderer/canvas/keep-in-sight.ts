import { panView, useView, viewIn } from './view-state';
import { type ImagePoint, toScreen } from './viewport';

/** How near the edge of the pane a point may come before the image is pushed, share of the pane. */
const MARGIN_SHARE = 0.06;

/** Pushes the image as little as brings the point clear of the edges of the pane. */
export function keepInSight(point: ImagePoint): void {
  const state = useView.getState();
  const view = viewIn(state, state.pane);
  if (view === null) return;
  const at = toScreen(view, state.pane, point);
  const dx = pushOf(at.x, state.pane.width);
  const dy = pushOf(at.y, state.pane.height);
  if (dx !== 0 || dy !== 0) panView(dx, dy);
}

function pushOf(at: number, length: number): number {
  const margin = MARGIN_SHARE * length;
  if (at < margin) return margin - at;
  return at > length - margin ? length - margin - at : 0;
}

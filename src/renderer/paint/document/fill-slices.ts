import type { LabelEdit } from '../../../shared/labels/edit';
import { floodFillSteps } from '../../../shared/labels/flood-fill';
import type { TileMap } from '../../../shared/labels/tile-map';

/** Less than a frame, so that the window answers while a large region is filled. */
const SLICE_MS = 8;

/** A flood fill between other work of the page. @param locked as in `floodFill` */
export async function fillInSlices(
  map: TileMap,
  x: number,
  y: number,
  label: number,
  locked: Uint8Array | null,
): Promise<LabelEdit> {
  const fill = floodFillSteps(map, x, y, label, locked);
  let startedMs = performance.now();
  for (;;) {
    const step = fill.next();
    if (step.done) return step.value;
    if (performance.now() - startedMs < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    startedMs = performance.now();
  }
}

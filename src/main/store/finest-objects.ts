import { finestObjects, type MeasuredObjects, measureObjects } from '../../shared/training/finest-objects';
import type { ImageRows } from './image-rows';
import type { ProjectStore } from './project-store';
import type { ProjectClass, ProjectRecord } from './records';
import type { StoreContext } from './store-context';
import type { TileRows } from './tile-rows';

/** A square of three tiles from the middle of an image tells enough of it. */
const PIECE_TILES = 3;
/** The store has others to answer. */
const WITHIN_MS = 200;

/** Measures the labelled objects of images, as far as that takes a short time. */
export function makeFinestObjects(
  context: StoreContext,
  parts: { images: ImageRows; tiles: TileRows; project(): ProjectRecord; classes(): ProjectClass[] },
): ProjectStore['images']['finestObjects'] {
  return (ids) =>
    context.read(() => {
      const endMs = performance.now() + WITHIN_MS;
      const { unpainted } = parts.project();
      const measured: MeasuredObjects = new Map();
      for (const id of ids) {
        const row = parts.images.get(id);
        const piece = middlePiece(row.width, row.height);
        const labels = new Uint8Array(piece.width * piece.height);
        for (const tile of parts.tiles.all(row)) {
          const left = 256 * tile.x - piece.left;
          const top = 256 * tile.y - piece.top;
          if (left < 0 || top < 0 || left >= piece.width || top >= piece.height) continue;
          const { data } = parts.tiles.unpack(row, tile);
          const columns = Math.min(256, piece.width - left);
          for (let y = 0; y < Math.min(256, piece.height - top); y++) {
            labels.set(data.subarray(256 * y, 256 * y + columns), (top + y) * piece.width + left);
          }
        }
        measureObjects(labels, piece.width, piece.height, unpainted, measured);
        if (performance.now() > endMs) break;
      }
      return finestObjects(measured, parts.classes());
    });
}

/** Whole tiles around the middle, clipped to the image. */
function middlePiece(width: number, height: number): { left: number; top: number; width: number; height: number } {
  const [left, right] = middleTiles(width);
  const [top, bottom] = middleTiles(height);
  return { left, top, width: right - left, height: bottom - top };
}

function middleTiles(side: number): [number, number] {
  const tiles = Math.ceil(side / 256);
  const first = Math.max(0, Math.floor((tiles - PIECE_TILES) / 2));
  return [256 * first, Math.min(side, 256 * (first + PIECE_TILES))];
}

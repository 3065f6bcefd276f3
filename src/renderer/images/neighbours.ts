import type { ImageRow } from '../../shared/contract/images';
import type { ImageId } from '../../shared/ids';
import { rowAt, useImages } from './images-state';

/** The images that a step leads to, the next one first; none where that image is no longer the active one. */
export function neighboursOf(id: ImageId): ImageRow[] {
  const { pages, selection } = useImages.getState();
  if (rowAt(pages, selection.active)?.id !== id) return [];
  return [1, -1].flatMap((by) => rowAt(pages, selection.active + by) ?? []);
}

import { tileGrid } from '../../shared/labels/tile-map';
import { invalid, partLost, stale } from './edit-problems';
import type { ImageRow } from './image-rows';
import type { AfterTile, EditPart } from './records';

interface Waiting {
  revision: number;
  parts: number;
  tiles: AfterTile[];
}

/**
 * Parts of large edits until their last arrives, in memory: an edit of which a part is missing is never saved. An image
 * has one at a time, of no more tiles than the image itself.
 */
export class EditParts {
  readonly #waiting = new Map<number, Waiting>();

  /**
   * All tiles of the edit where the part is its last, else null. `present` is the image's revision. Where the part is refused, what waited is forgotten.
   * @throws Problem edit-stale where the image has another revision, edit-part-lost where the part does not follow the
   *   one before it, edit-invalid where the parts hold more than the image
   */
  add(image: ImageRow, present: number, { part, isLast, revision, tiles }: EditPart): readonly AfterTile[] | null {
    const before = this.#waiting.get(image.key);
    this.#waiting.delete(image.key);
    if (revision !== present) throw stale(image);
    if (part === 0 && isLast) return tiles;
    const edit = part === 0 ? { revision, parts: 0, tiles: [] } : before;
    if (edit === undefined || edit.parts !== part || edit.revision !== revision) throw partLost(image);
    const { columns, rows } = tileGrid(image.width, image.height);
    if (edit.tiles.length + tiles.length > columns * rows) throw invalid(image, 'it has more tiles than the image');
    // Copied, since a message's arrays lie in memory that the next message is written to.
    edit.tiles.push(...tiles.map((tile) => ({ ...tile, after: tile.after.slice() })));
    edit.parts++;
    if (isLast) return edit.tiles;
    this.#waiting.set(image.key, edit);
    return null;
  }
}

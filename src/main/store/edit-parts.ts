import { partLost } from './edit-problems';
import type { ImageRow } from './image-rows';
import type { AfterTile, EditPart } from './records';

interface Waiting {
  revision: number;
  parts: number;
  tiles: AfterTile[];
}

/** Parts of large edits until their last arrives, in memory: an edit of which a part is missing is never saved. */
export class EditParts {
  readonly #waiting = new Map<number, Waiting>();

  /**
   * All tiles of the edit where the part is its last, else null.
   * @throws Problem edit-part-lost where the part does not follow the one before it; what waited is forgotten
   */
  add(image: ImageRow, { part, isLast, revision, tiles }: EditPart): readonly AfterTile[] | null {
    const before = this.#waiting.get(image.key);
    this.#waiting.delete(image.key);
    if (part === 0 && isLast) return tiles;
    const edit = part === 0 ? { revision, parts: 0, tiles: [] } : before;
    if (edit === undefined || edit.parts !== part || edit.revision !== revision) throw partLost(image);
    // Copied, since a message's arrays lie in memory that the next message is written to.
    edit.tiles.push(...tiles.map((tile) => ({ ...tile, after: tile.after.slice() })));
    edit.parts++;
    if (isLast) return edit.tiles;
    this.#waiting.set(image.key, edit);
    return null;
  }
}

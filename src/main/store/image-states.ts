import type { ImageId } from '../../shared/ids';
import { type ImageRow, unknownImage } from './image-rows';
import type { StoreContext } from './store-context';

/** What acts on many images need to know of each. */
export type ImageState = Pick<
  ImageRow,
  'key' | 'id' | 'status' | 'status_chosen' | 'painted_pixels' | 'split' | 'split_locked' | 'removed_at'
>;

/** Reads and changes a part of many rows at once: one statement for all takes a third of the time of one for each. */
export interface ImageStates {
  /**
   * The states of images in the order of `ids`, each once.
   * @throws Problem image-unknown; removed images are unknown unless asked for
   */
  of(ids: readonly ImageId[], withRemoved?: boolean): ImageState[];
  /** Sets columns of some rows. @param assignment SQL, `status = ?` */
  set(keys: readonly number[], assignment: string, ...values: readonly (string | number | null)[]): void;
}

export function makeImageStates({ db }: Pick<StoreContext, 'db'>): ImageStates {
  const among = db.prepare<[string], ImageState>(
    `SELECT key, id, status, status_chosen, painted_pixels, split, split_locked, removed_at FROM images
     WHERE id IN (SELECT value FROM json_each(?))`,
  );
  return {
    of: (ids, withRemoved = false) => {
      const found = new Map(among.all(JSON.stringify(ids)).map((state) => [state.id, state]));
      return [...new Set(ids)].map((id) => {
        const state = found.get(id);
        if (state === undefined || (state.removed_at !== null && !withRemoved)) throw unknownImage(id);
        return state;
      });
    },
    set: (keys, assignment, ...values) => {
      if (keys.length === 0) return;
      db.prepare<unknown[]>(`UPDATE images SET ${assignment} WHERE key IN (SELECT value FROM json_each(?))`).run(
        ...values,
        JSON.stringify(keys),
      );
    },
  };
}

import type { ImageId } from '../../shared/ids';
import type { ImageRows } from './image-rows';
import type { ProjectStore } from './project-store';
import type { StoreContext } from './store-context';

export function makeSplits(context: StoreContext, images: ImageRows): ProjectStore['splits'] {
  const setSplit = context.db.prepare<[string | null, number]>('UPDATE images SET split = ? WHERE key = ?');
  const setLocked = context.db.prepare<[number, number]>('UPDATE images SET split_locked = ? WHERE key = ?');

  return {
    set: (ids, split) =>
      context.write(() => {
        const refused: ImageId[] = [];
        let changed = 0;
        for (const id of ids) {
          const row = images.get(id);
          if (row.split_locked === 1 && (split === 'training' || split === null)) refused.push(id);
          else if (row.split !== split) changed += setSplit.run(split, row.key).changes;
        }
        return { changed, refused };
      }),
    lock: (ids, isLocked) =>
      context.write(() => {
        let changed = 0;
        for (const id of ids) {
          const row = images.get(id);
          if ((row.split_locked === 1) !== isLocked) changed += setLocked.run(isLocked ? 1 : 0, row.key).changes;
        }
        return changed;
      }),
  };
}

import type { ImageId } from '../../shared/ids';
import { conditions } from './image-filter';
import { orderTerms } from './image-order';
import type { ImageFilter } from './records';
import { pragmaNumber } from './sqlite';
import type { StoreContext } from './store-context';

/**
 * The images of a filter in their order, by key. An order is worked out once, from a narrow index, and kept until
 * something changes that it depends on: a page from anywhere in it then costs its own rows only.
 */
export interface ImageOrders {
  keys(filter: ImageFilter): Int32Array;
  ids(filter: ImageFilter): ImageId[];
}

interface KeptOrder {
  version: string;
  keys: Int32Array;
}

/** The list that is shown, and what is asked beside it. */
const KEPT = 6;
/** From so many on ids are read in one go instead of one by one. */
const MANY = 1000;

export function makeImageOrders({ db, changes, mode }: StoreContext): ImageOrders {
  const kept = new Map<string, KeptOrder>();
  const idOf = db.prepare<[number], { id: ImageId }>('SELECT id FROM images WHERE key = ?');
  const allIds = db.prepare<[], { key: number; id: ImageId }>('SELECT key, id FROM images ORDER BY id');

  /** Only the one who writes knows of every change by itself; training writes beside it, but no images. */
  const versionOf = (filter: ImageFilter): string => {
    const others = mode === 'write' ? 0 : pragmaNumber(db, 'data_version');
    return `${others} ${changes.images} ${dependsOnLabels(filter) ? changes.labels : ''}`;
  };
  const find = (filter: ImageFilter): Int32Array => {
    const { where, values } = conditions(filter);
    const order = orderTerms(filter.sort ?? 'name', filter.isReversed);
    const sql = `SELECT key FROM images WHERE ${where} ORDER BY ${order}`;
    const name = JSON.stringify([sql, values]);
    const version = versionOf(filter);
    const known = kept.get(name);
    kept.delete(name);
    const found =
      known?.version === version
        ? known
        : {
            version,
            keys: Int32Array.from(
              db
                .prepare<unknown[], number>(sql)
                .pluck()
                .all(...values),
            ),
          };
    kept.set(name, found);
    for (const old of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(old);
    }
    return found.keys;
  };
  const keys = ({ offset = 0, limit, ...filter }: ImageFilter): Int32Array =>
    find(filter).subarray(offset, limit === undefined ? undefined : offset + limit);

  return {
    keys,
    ids: (filter) => {
      const wanted = [...keys(filter)];
      if (wanted.length < MANY) return wanted.flatMap((key) => idOf.get(key)?.id ?? []);
      const byKey = new Map(allIds.all().map(({ key, id }) => [key, id]));
      return wanted.flatMap((key) => byKey.get(key) ?? []);
    },
  };
}

function dependsOnLabels({ sort, status, classId, isPainted }: ImageFilter): boolean {
  return sort === 'painted' || sort === 'status' || [status, classId, isPainted].some((part) => part !== undefined);
}

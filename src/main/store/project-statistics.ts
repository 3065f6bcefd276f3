import type { ImageStatus } from '../../shared/images/status';
import type { ProjectStatistics, Split } from './records';
import type { StoreContext } from './store-context';

interface StateRow {
  status: ImageStatus;
  split: Split | null;
  images: number;
  painted: number;
  missing: number;
  changed: number;
  total: number;
  pixels: number;
  timed: number;
  active: number;
}

interface ClassSum {
  class: number;
  images: number;
  pixels: number;
}

/** What a project holds, from indices alone: a hundred thousand images are summed in some 50 ms. */
export function projectStatistics({ db }: StoreContext): ProjectStatistics {
  const states = db
    .prepare<[], StateRow>(
      `SELECT status, split, count(*) AS images, sum(painted_pixels > 0) AS painted, sum(file = 'missing') AS missing,
       sum(file = 'changed') AS changed,
       sum(width * height) AS total, sum(painted_pixels) AS pixels, sum(active_ms > 0) AS timed,
       sum(active_ms) AS active FROM images WHERE removed_at IS NULL GROUP BY status, split`,
    )
    .all();
  const splits = { training: 0, validation: 0, test: 0, none: 0 };
  const statuses: Record<ImageStatus, number> = { 'to-do': 0, 'in-progress': 0, done: 0, 'left-out': 0 };
  for (const { split, status, images } of states) {
    splits[split ?? 'none'] += images;
    statuses[status] += images;
  }
  const sum = (name: 'images' | 'painted' | 'missing' | 'changed' | 'total' | 'pixels'): number =>
    states.reduce((total, row) => total + row[name], 0);
  return {
    images: sum('images'),
    paintedImages: sum('painted'),
    missingImages: sum('missing'),
    changedImages: sum('changed'),
    totalPixels: sum('total'),
    paintedPixels: sum('pixels'),
    classes: classStatistics(db),
    splits,
    statuses,
    msPerImage: msPerImage(states),
    runs: db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM runs WHERE snapshot_sha256 <> ''`).get()?.n ?? 0,
  };
}

function msPerImage(states: readonly StateRow[]): number | null {
  const mean = (rows: readonly StateRow[]): number | null => {
    const timed = rows.reduce((sum, row) => sum + row.timed, 0);
    return timed === 0 ? null : rows.reduce((sum, row) => sum + row.active, 0) / timed;
  };
  const begun = states.filter(({ status }) => status === 'in-progress');
  return mean(states.filter(({ status }) => status === 'done')) ?? mean(begun);
}

/** Sums over all images less those over the removed ones, which are few: no image has to be looked up. */
function classStatistics(db: StoreContext['db']): ProjectStatistics['classes'] {
  const all = db
    .prepare<[], ClassSum>('SELECT class, count(*) AS images, sum(pixels) AS pixels FROM image_classes GROUP BY class')
    .all();
  const removed = db
    .prepare<[], ClassSum>(
      `SELECT class, count(*) AS images, sum(pixels) AS pixels FROM images CROSS JOIN image_classes
       ON image_classes.image = images.key WHERE images.removed_at IS NOT NULL GROUP BY class`,
    )
    .all();
  const classes = db
    .prepare<[], { id: number; name: string; color: string }>(
      'SELECT id, name, color FROM classes WHERE removed_at IS NULL ORDER BY position, id',
    )
    .all();
  return classes.map(({ id, name, color }) => {
    const whole = all.find((sum) => sum.class === id);
    const gone = removed.find((sum) => sum.class === id);
    return {
      id,
      name,
      color,
      images: (whole?.images ?? 0) - (gone?.images ?? 0),
      pixels: (whole?.pixels ?? 0) - (gone?.pixels ?? 0),
    };
  });
}

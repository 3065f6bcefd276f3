import type { ImageId } from '../../shared/ids';
import type { FacetGroup } from '../../shared/images/facets';
import type { ImageStatus } from '../../shared/images/status';
import { Problem } from '../../shared/problem';
import { orderTerms } from './image-order';
import type { ClassPixels, FileState, ImageFacts, ImageFilter, ImageRecord, Split } from './records';
import type { Connection } from './sqlite';

export interface ImageRow {
  key: number;
  id: ImageId;
  path: string;
  name: string;
  bytes: number;
  modified_ms: number;
  sha256: string;
  width: number;
  height: number;
  channels: number;
  depth: ImageFacts['depth'];
  orientation: number;
  format: string;
  file: FileState;
  status: ImageStatus;
  status_chosen: number;
  split: Split | null;
  split_locked: number;
  split_group: string;
  strokes: number;
  active_ms: number;
  label_revision: number;
  painted_pixels: number;
  added_at: string;
  removed_at: string | null;
}

/** Reads image rows; used within other areas' transactions. */
export interface ImageRows {
  /** @throws Problem image-unknown; removed images are unknown unless asked for */
  get(id: ImageId, withRemoved?: boolean): ImageRow;
  bySha256(sha256: string): ImageRow | null;
  list(filter: ImageFilter): ImageRow[];
  ids(filter: ImageFilter): ImageId[];
  count(filter: ImageFilter): number;
  facets(filter: ImageFilter): FacetGroup[];
  records(rows: readonly ImageRow[]): ImageRecord[];
  painted(key: number): ClassPixels[];
}

export function makeImageRows(db: Connection): ImageRows {
  const byId = db.prepare<[string], ImageRow>('SELECT * FROM images WHERE id = ?');
  const bySha = db.prepare<[string], ImageRow>(
    'SELECT * FROM images WHERE sha256 = ? ORDER BY removed_at IS NOT NULL, key LIMIT 1',
  );
  const classesOf = db.prepare<[number], ClassPixels>(
    'SELECT class AS classId, pixels FROM image_classes WHERE image = ? ORDER BY class',
  );
  const allClasses = db.prepare<[], ClassPixels & { image: number }>(
    'SELECT image, class AS classId, pixels FROM image_classes ORDER BY image, class',
  );

  return {
    get: (id, withRemoved = false) => {
      const row = byId.get(id);
      if (row === undefined || (row.removed_at !== null && !withRemoved)) {
        throw new Problem(
          'image-unknown',
          `The project has no image ${id}.`,
          'It may have been removed; list them again.',
        );
      }
      return row;
    },
    bySha256: (sha256) => bySha.get(sha256) ?? null,
    list: (filter) => {
      const { sql, values } = selection('*', filter);
      return db.prepare<unknown[], ImageRow>(sql).all(...values);
    },
    ids: (filter) => {
      const { sql, values } = selection('id', filter);
      return db
        .prepare<unknown[], { id: ImageId }>(sql)
        .all(...values)
        .map(({ id }) => id);
    },
    count: (filter) => {
      const { where, values } = conditions(filter);
      return (
        db.prepare<unknown[], { n: number }>(`SELECT count(*) AS n FROM images WHERE ${where}`).get(...values)?.n ?? 0
      );
    },
    facets: (filter) => {
      const { where, values } = conditions(filter);
      return db
        .prepare<unknown[], FacetGroup>(
          `SELECT status, split, file, count(*) AS images FROM images WHERE ${where} GROUP BY status, split, file`,
        )
        .all(...values);
    },
    painted: (key) => classesOf.all(key),
    records: (rows) => {
      if (rows.length <= 1000) return rows.map((row) => toRecord(row, classesOf.all(row.key)));
      const byImage = new Map<number, ClassPixels[]>();
      for (const { image, classId, pixels } of allClasses.iterate()) {
        const painted = byImage.get(image);
        if (painted === undefined) byImage.set(image, [{ classId, pixels }]);
        else painted.push({ classId, pixels });
      }
      return rows.map((row) => toRecord(row, byImage.get(row.key) ?? []));
    },
  };
}

function selection(columns: string, filter: ImageFilter): { sql: string; values: unknown[] } {
  const { where, values } = conditions(filter);
  const order = orderTerms(filter.sort ?? 'name', filter.isReversed);
  // A limit of -1 is none.
  return {
    sql: `SELECT ${columns} FROM images WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    values: [...values, filter.limit ?? -1, filter.offset ?? 0],
  };
}

function conditions(filter: ImageFilter): { where: string; values: unknown[] } {
  const parts = ['removed_at IS NULL'];
  const values: unknown[] = [];
  const demand = (sql: string, ...bound: unknown[]): void => {
    parts.push(sql);
    values.push(...bound);
  };
  // instr over lower() folds ASCII only; a name of another script is found as it is written.
  if (filter.search) demand('(instr(lower(name), lower(?)) > 0 OR instr(name, ?) > 0)', filter.search, filter.search);
  if (filter.isPainted !== undefined) demand(filter.isPainted ? 'painted_pixels > 0' : 'painted_pixels = 0');
  if (filter.status !== undefined) demand('status = ?', filter.status);
  if (filter.split !== undefined) demand('split IS ?', filter.split);
  if (filter.file !== undefined) {
    const states = [filter.file].flat();
    demand(`file IN (${states.map(() => '?').join(', ')})`, ...states);
  }
  if (filter.classId !== undefined) {
    demand('EXISTS (SELECT 1 FROM image_classes WHERE image = images.key AND class = ?)', filter.classId);
  }
  return { where: parts.join(' AND '), values };
}

function toRecord(row: ImageRow, painted: ClassPixels[]): ImageRecord {
  return {
    id: row.id,
    path: row.path,
    name: row.name,
    bytes: row.bytes,
    modifiedMs: row.modified_ms,
    sha256: row.sha256,
    width: row.width,
    height: row.height,
    channels: row.channels,
    depth: row.depth,
    orientation: row.orientation,
    format: row.format,
    file: row.file,
    status: row.status,
    split: row.split,
    isSplitLocked: row.split_locked === 1,
    group: row.split_group,
    strokes: row.strokes,
    activeMs: row.active_ms,
    labelRevision: row.label_revision,
    painted,
    addedAt: row.added_at,
  };
}

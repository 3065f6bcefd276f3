import type { ImageFilter } from './records';

export interface Conditions {
  where: string;
  values: unknown[];
}

/** What a filter demands, as SQL on the images that are not removed. */
export function conditions(filter: ImageFilter): Conditions {
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

import type { FilterCounts, ImageQuery } from '../../shared/contract/images';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { ImageFilter as StoreFilter } from '../store/records';

const filters: Record<ImageQuery['filter'], StoreFilter> = {
  all: {},
  unpainted: { isPainted: false },
  painted: { isPainted: true },
  training: { split: 'training' },
  validation: { split: 'validation' },
  test: { split: 'test' },
  missing: { file: 'missing' },
  changed: { file: 'changed' },
};

/** The window's query in the store's words. */
export function storeFilter({ search, filter, sort }: ImageQuery): StoreFilter {
  const words = search.trim();
  return { ...filters[filter], ...(words === '' ? {} : { search: words }), sort };
}

/** How many images each filter shows under a search. */
export async function countByFilter(store: Remote<ProjectStore>, search: string): Promise<FilterCounts> {
  const count = (filter: ImageQuery['filter']): Promise<number> =>
    store.images.count(storeFilter({ search, filter, sort: 'name' }));
  const [all, unpainted, painted, training, validation, test, missing, changed] = await Promise.all([
    count('all'),
    count('unpainted'),
    count('painted'),
    count('training'),
    count('validation'),
    count('test'),
    count('missing'),
    count('changed'),
  ]);
  return { all, unpainted, painted, training, validation, test, missing, changed };
}

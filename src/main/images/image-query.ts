import type { FilterCounts, ImageChoice, ImageQuery } from '../../shared/contract/images';
import { facetCounts } from '../../shared/images/facets';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { ImageFilter as StoreFilter } from '../store/records';

/** The window's query in the store's words. */
export function storeFilter({ status, split, file, sort, isReversed, ...rest }: ImageQuery): StoreFilter {
  return {
    ...searchFilter(rest),
    ...(status === null ? {} : { status }),
    ...(split === null ? {} : { split: split === 'none' ? null : split }),
    ...(file === null ? {} : { file: file === 'changed' ? ['changed', 'resized'] : file }),
    sort,
    isReversed,
  };
}

/** How many images each filter shows beside what else is chosen. */
export async function countByFilter(
  { images }: Pick<Remote<ProjectStore>, 'images'>,
  choice: ImageChoice,
): Promise<FilterCounts> {
  const filter = searchFilter(choice);
  const [groups, all] = await Promise.all([
    images.facets(filter),
    Object.keys(filter).length === 0 ? null : images.count(),
  ]);
  const counts = facetCounts(groups, choice);
  return { ...counts, all: all ?? groups.reduce((sum, group) => sum + group.images, 0) };
}

function searchFilter({ search, classId }: Pick<ImageChoice, 'search' | 'classId'>): StoreFilter {
  const words = search.trim();
  return { ...(words === '' ? {} : { search: words }), ...(classId === null ? {} : { classId }) };
}

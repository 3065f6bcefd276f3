import { z } from 'zod';
import type { ImageStatus } from './status';

/** What an image is for. */
export const splitSchema = z.enum(['training', 'validation', 'test']);
export type Split = z.infer<typeof splitSchema>;
export type FileState = 'present' | 'missing' | 'changed' | 'resized';

/** How many images have this status, split and state of their file. */
export interface FacetGroup {
  status: ImageStatus;
  split: Split | null;
  file: FileState;
  images: number;
}

/** What a list is narrowed to; null: anything. A file that `changed` may have changed its size. */
export interface FacetChoice {
  status: ImageStatus | null;
  split: Split | 'none' | null;
  file: 'missing' | 'changed' | null;
}

export interface FacetCounts {
  /** Images that fit all of the choice. */
  total: number;
  /** For each value of a facet how many images it would show beside the other facets' choices; `any`: without one. */
  status: Record<ImageStatus | 'any', number>;
  split: Record<Split | 'none' | 'any', number>;
  file: Record<'missing' | 'changed' | 'any', number>;
}

/** Counts behind the filters, from images counted by all facets at once. */
export function facetCounts(groups: readonly FacetGroup[], choice: FacetChoice): FacetCounts {
  const counts: FacetCounts = {
    total: 0,
    status: { any: 0, 'to-do': 0, 'in-progress': 0, done: 0, 'left-out': 0 },
    split: { any: 0, none: 0, training: 0, validation: 0, test: 0 },
    file: { any: 0, missing: 0, changed: 0 },
  };
  for (const { status, split, file, images } of groups) {
    const splitName = split ?? 'none';
    const fileName = file === 'resized' ? 'changed' : file;
    const fitsStatus = choice.status === null || choice.status === status;
    const fitsSplit = choice.split === null || choice.split === splitName;
    const fitsFile = choice.file === null || choice.file === fileName;
    if (fitsStatus && fitsSplit && fitsFile) counts.total += images;
    if (fitsSplit && fitsFile) {
      counts.status.any += images;
      counts.status[status] += images;
    }
    if (fitsStatus && fitsFile) {
      counts.split.any += images;
      counts.split[splitName] += images;
    }
    if (fitsStatus && fitsSplit) {
      counts.file.any += images;
      if (fileName !== 'present') counts.file[fileName] += images;
    }
  }
  return counts;
}

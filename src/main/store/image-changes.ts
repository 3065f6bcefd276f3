import type { ImageId } from '../../shared/ids';
import type { Split } from '../../shared/images/facets';
import type { ImageStatus } from '../../shared/images/status';
import type { ImageFacts } from './records';

/** What some images had before an act, to put back what it did. */
export interface StatusGroup {
  status: ImageStatus;
  ids: ImageId[];
}

export interface SplitGroup {
  split: Split | null;
  ids: ImageId[];
}

export interface SplitCounts {
  training: number;
  validation: number;
  test: number;
}

export interface SplitChange {
  changed: number;
  /** Locked images that were not put into training. */
  refused: ImageId[];
  before: SplitGroup[];
}

/** A file at its new place, of the content that was added. */
export interface FoundFile {
  id: ImageId;
  /** Absolute. */
  path: string;
  bytes: number;
  modifiedMs: number;
}

/** A file at its new place that holds something else than was added. */
export interface ReplacedFile {
  id: ImageId;
  facts: ImageFacts;
}

import type { ImageId } from '../../shared/ids';
import type { StepPicture } from '../../shared/labels/step-picture';
import type { TilePosition } from '../../shared/labels/tile-map';
import type { EditKind, LabelFacts, LabelTile } from './records';

export interface HistoryEntry {
  editId: number;
  kind: EditKind;
  /** In words, for the history panel. */
  label: string;
  at: string;
  isUndone: boolean;
  /** How many images the edit touches; more than one for a class that was removed. */
  images: number;
}

/** A part of an image's history, oldest first. */
export interface HistoryPage {
  total: number;
  /** How many of them stand; those after them are undone. */
  standing: number;
  /** Place of the first entry; the image's oldest edit has the place 0. */
  from: number;
  entries: HistoryEntry[];
  /** Of the image's edits from there on (of all, where no place was asked for) those that touch other images as well. */
  shared: (HistoryEntry & { place: number })[];
}

/** What going back or forth changed: the image that was asked about, as it is now. */
export interface HistoryStep extends LabelFacts {
  imageId: ImageId;
  /** The edits that were undone or done again, in that order. */
  entries: HistoryEntry[];
  revisionBefore: number;
  /** Of the changed ones with labels, as they are now, at most as many as one message holds. */
  tiles: LabelTile[];
  /** The others of them. */
  furtherTiles: TilePosition[];
  /** Where nothing is painted any more. */
  emptiedTiles: TilePosition[];
  /** Further images that were changed. */
  others: ImageId[];
}

export interface StepPictures {
  pictures: (StepPicture & { editId: number })[];
  /** False: ask again for the rest, which is being worked on. */
  isWhole: boolean;
}

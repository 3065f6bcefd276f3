import type { ImageId } from '../../shared/ids';

/** Which images are selected, and where the keyboard is. Indices are of the present order. */
export interface Selection {
  ids: ReadonlySet<ImageId>;
  /** The image that arrows move from and the panel describes. */
  active: number;
  /** Where a range began. */
  anchor: number;
}

export const noSelection: Selection = { ids: new Set(), active: 0, anchor: 0 };

export function only(id: ImageId, index: number): Selection {
  return { ids: new Set([id]), active: index, anchor: index };
}

export function toggled({ ids }: Selection, id: ImageId, index: number): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, active: index, anchor: index };
}

/** A range from the anchor; `idsInRange` are its images, both ends included. */
export function ranged({ anchor }: Selection, idsInRange: readonly ImageId[], index: number): Selection {
  return { ids: new Set(idsInRange), active: index, anchor };
}

/** From the lower to the higher of two indices. */
export function rangeOf(anchor: number, index: number): { offset: number; limit: number } {
  return { offset: Math.min(anchor, index), limit: Math.abs(anchor - index) + 1 };
}

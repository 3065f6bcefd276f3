import type { PaintChoices } from '../../../shared/contract/paint-choices';
import { regionAt } from '../../../shared/labels/components';
import type { LabelEdit } from '../../../shared/labels/edit';
import { growSubject, shrinkSubject, smoothSubject } from '../../../shared/labels/morphology';
import { editWithin, outlinedSubject, replacePainted } from '../../../shared/labels/outlined';
import { fillClassHoles, fillRegionHoles, removeSpecks, replaceRegion } from '../../../shared/labels/region-fill';
import { replaceClassSteps } from '../../../shared/labels/replace';
import type { Spans } from '../../../shared/labels/spans';
import type { Steps } from '../../../shared/labels/steps';
import { classSubject, regionSubject, type Subject } from '../../../shared/labels/subject';
import { labelAt, type TileMap } from '../../../shared/labels/tile-map';

export type RegionAct = PaintChoices['regionAct'];

/**
 * What it is done to: the region around a pixel, all of that pixel's class, or what lies inside of a shape. There the
 * class in hand grows, shrinks and is smoothed, replacing and erasing are done to all that is painted, and no pixel
 * outside changes.
 */
export type RegionPart = { kind: 'region' | 'class'; x: number; y: number } | { kind: 'shape'; spans: Spans };

export interface RegionWish {
  act: RegionAct;
  part: RegionPart;
  /** Radius or area, pixels; of `replace` and `erase` nothing. */
  amount: number;
  /** The class in hand: what `replace` makes of it. */
  label: number;
  locked: Uint8Array | null;
}

/** Acts that are done to all of a class whatever is wished: a speck is a region, a gap is none. */
export function isAlwaysWhole(act: RegionAct): boolean {
  return act === 'specks' || act === 'gaps';
}

/** Acts that are done by more or less. */
export function hasAmount(act: RegionAct): act is Exclude<RegionAct, 'replace' | 'erase'> {
  return act !== 'replace' && act !== 'erase';
}

/** The label that the act works on; null where there is nothing to do it to. */
export function labelOfAct(map: TileMap, { act, part, label: inHand }: RegionWish): number | null {
  if (part.kind === 'shape') {
    if (act === 'gaps') return 0;
    return hasAmount(act) && inHand === 0 ? null : inHand;
  }
  const { x, y } = part;
  if (!(x >= 0 && y >= 0 && x < map.width && y < map.height)) return null;
  const label = labelAt(map, Math.floor(x), Math.floor(y));
  if (act === 'gaps') return 0;
  return label === 0 ? null : label;
}

/** Of holes, an area from which on all are filled. */
export const HOLES_WITHOUT_BOUND = 1_000_000;

/** The act in steps; no edit where nothing of a class is under the pixel. */
export function* regionEdit(map: TileMap, wish: RegionWish): Steps<LabelEdit> {
  const own = labelOfAct(map, wish);
  if (own === null) return [];
  const { act, locked, part } = wish;
  const amount = act === 'holes' && wish.amount >= HOLES_WITHOUT_BOUND ? Number.POSITIVE_INFINITY : wish.amount;
  const label = act === 'erase' ? 0 : wish.label;
  const within = part.kind === 'shape' ? part.spans : null;
  if (act === 'specks') return yield* removeSpecks(map, own, amount, 'surrounding', 8, locked, within);
  if (act === 'gaps') return yield* removeSpecks(map, 0, amount, 'surrounding', 4, locked, within);
  if (part.kind === 'shape') {
    if (act === 'holes') return yield* fillClassHoles(map, own, own, amount, locked, within);
    if (!hasAmount(act)) return replacePainted(map, part.spans, label, locked);
    const subject = outlinedSubject(map, own, part.spans);
    return editWithin(yield* shaped(map, act, subject, amount, locked), part.spans);
  }
  if (part.kind === 'class') {
    if (act === 'holes') return yield* fillClassHoles(map, own, own, amount, locked);
    if (!hasAmount(act)) return yield* replaceClassSteps(map, own, label, locked);
    return yield* shaped(map, act, classSubject(map, own), amount, locked);
  }
  const region = yield* regionAt(map, part.x, part.y, 8);
  if (region === null) return [];
  if (act === 'holes') return fillRegionHoles(map, region, own, amount, locked);
  if (!hasAmount(act)) return replaceRegion(map, region, label, locked);
  return yield* shaped(map, act, regionSubject(region), amount, locked);
}

function shaped(
  map: TileMap,
  act: 'grow' | 'shrink' | 'smooth',
  subject: Subject,
  amount: number,
  locked: Uint8Array | null,
): Steps<LabelEdit> {
  if (act === 'grow') return growSubject(map, subject, amount, locked);
  return act === 'shrink'
    ? shrinkSubject(map, subject, amount, 0, locked)
    : smoothSubject(map, subject, amount, 'nearest', locked);
}

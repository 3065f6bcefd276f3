import { inSlices } from '../../paint/document/slices';
import type { PaintHand } from './paint-hand';
import type { PreviewJob } from './preview-tool';
import {
  hasAmount,
  isAlwaysWhole,
  labelOfAct,
  type RegionAct,
  type RegionPart,
  type RegionWish,
  regionEdit,
} from './region-acts';

export type RegionScope = RegionPart['kind'];

/** What the region tool holds beside the hand. */
export interface RegionChoice {
  act(): RegionAct;
  scope(): RegionScope;
  /** In words, for the history, e.g. `Grow`. */
  name(act: RegionAct): string;
}

/** Acts on what is painted: on the region under the pointer, on all of its class, or inside of a drawn shape. */
export function regionJob(hand: PaintHand, choice: RegionChoice): PreviewJob<RegionWish> {
  return {
    isDrawn: () => choice.scope() === 'shape',
    wish: (place) => {
      const act = choice.act();
      const label = act === 'erase' ? 0 : (hand.classInHand()?.id ?? 0);
      const amount = hasAmount(act) ? hand.amount(act) : 0;
      const takesAway = act === 'erase' || act === 'shrink';
      const isWhole = choice.scope() === 'class' || isAlwaysWhole(act);
      const part = isWhole && place.kind === 'region' ? { ...place, kind: 'class' as const } : place;
      return { act, part, amount, label, locked: hand.locked(takesAway ? 0 : label) };
    },
    isSame: (a, b) =>
      a.act === b.act &&
      isSamePart(a.part, b.part) &&
      a.amount === b.amount &&
      a.label === b.label &&
      String(a.locked) === String(b.locked),
    work: async (map, wish) =>
      labelOfAct(map, wish) === null ? 'Nothing is painted there.' : inSlices(regionEdit(map, wish)),
    name: ({ act }) => choice.name(act),
    locked: ({ locked }) => locked,
    step: (by) => {
      const act = choice.act();
      if (!hasAmount(act)) return false;
      hand.setAmount(act, hand.amount(act) + by);
      return true;
    },
  };
}

/** Of one open preview the place stays the same. */
function isSamePart(a: RegionPart, b: RegionPart): boolean {
  return a.kind === b.kind && (a.kind !== 'shape' || b.kind !== 'shape' || a.spans === b.spans);
}

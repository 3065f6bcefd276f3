import { create } from 'zustand';
import type { PaintChoices } from '../../shared/contract/paint-choices';
import type { ClassId } from '../../shared/ids';
import { ruleTable } from '../../shared/labels/paint-rule';
import type { Amount } from '../canvas/tools/paint-hand';
import { hasAmount } from '../canvas/tools/region-acts';
import { lockTable, stepSize, usePaint } from './document/paint-state';
import { amountEntries, possibleAmount, steppedAmount } from './tool-amounts';

/** How the tools work on Paint. */
export type ToolSettings = Pick<
  PaintChoices,
  | 'over'
  | 'overClass'
  | 'isSubtracting'
  | 'isAdjusting'
  | 'fillsLoops'
  | 'hasPressure'
  | 'isInView'
  | 'regionAct'
  | 'regionScope'
  | 'fillBoundary'
  | 'isWireLine'
  | 'copyFrom'
  | 'copyScope'
  | 'amounts'
>;

export const firstToolSettings: ToolSettings = {
  over: 'everything',
  overClass: null,
  isSubtracting: false,
  isAdjusting: false,
  fillsLoops: false,
  hasPressure: false,
  isInView: true,
  regionAct: 'grow',
  regionScope: 'region',
  fillBoundary: null,
  isWireLine: false,
  copyFrom: 'before',
  copyScope: 'all',
  amounts: firstAmounts(),
};

function firstAmounts(): Record<Amount, number> {
  const { tolerance, spread, edge, superpixel, grow, shrink, smooth, specks, gaps, holes } = amountEntries;
  return {
    tolerance: tolerance.value,
    spread: spread.value,
    edge: edge.value,
    superpixel: superpixel.value,
    grow: grow.value,
    shrink: shrink.value,
    smooth: smooth.value,
    specks: specks.value,
    gaps: gaps.value,
    holes: holes.value,
  };
}

export const useToolSettings = create<ToolSettings>()(() => firstToolSettings);

export function setToolSettings(part: Partial<ToolSettings>): void {
  useToolSettings.setState(part);
}

export function setAmount(of: Amount, value: number): void {
  useToolSettings.setState(({ amounts }) => ({ amounts: { ...amounts, [of]: possibleAmount(of, value) } }));
}

/** The slider of the tool in hand; null where it has none. */
export function amountInHand(): Amount | null {
  const { tool } = usePaint.getState();
  if (tool === 'wand') return 'tolerance';
  if (tool === 'superpixels') return 'superpixel';
  const { regionAct } = useToolSettings.getState();
  return tool === 'region' && hasAmount(regionAct) ? regionAct : null;
}

/** Steps the slider of the tool in hand, or the brush's size. */
export function stepInHand(steps: number): void {
  const of = amountInHand();
  if (of === null) stepSize(steps);
  else setAmount(of, steppedAmount(of, useToolSettings.getState().amounts[of], steps));
}

/** The class that alone is painted over; null where the project has none. */
export function overClass(
  classes: readonly { id: ClassId }[],
  { overClass }: Pick<ToolSettings, 'overClass'>,
): ClassId | null {
  return classes.find(({ id }) => id === overClass)?.id ?? classes[0]?.id ?? null;
}

/**
 * The rule for painting with the locks, as edits take it.
 * @param label what is painted. To erase is to paint over what is painted: "unpainted only" would leave nothing to do,
 * and does not hold for it.
 */
export function protectionFor(label: number, classes: readonly { id: ClassId }[]): Uint8Array | null {
  const settings = useToolSettings.getState();
  const locked = lockTable(usePaint.getState().locked);
  const one = overClass(classes, settings);
  if (settings.over === 'class' && one !== null) return ruleTable({ over: 'class', label: one }, locked);
  if (settings.over === 'unpainted' && label !== 0) return ruleTable({ over: 'unpainted' }, locked);
  return ruleTable({ over: 'everything' }, locked);
}

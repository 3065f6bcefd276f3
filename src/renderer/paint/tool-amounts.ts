import type { Amount } from '../canvas/tools/paint-hand';
import { HOLES_WITHOUT_BOUND } from '../canvas/tools/region-acts';

export interface AmountEntry {
  label: string;
  min: number;
  max: number;
  /** What it is at first. */
  value: number;
  unit?: string;
  scale: 'even' | 'log';
  hint: string;
}

const outlineMove = { label: 'By', min: 1, max: 200, value: 2, unit: 'px', scale: 'log' } as const;
const smallArea = { label: 'Below', min: 2, max: 100_000, value: 50, unit: 'px', scale: 'log' } as const;

export const amountEntries: Readonly<Record<Amount, AmountEntry>> = {
  tolerance: {
    label: 'Tolerance',
    min: 0,
    max: 255,
    value: 20,
    scale: 'even',
    hint: 'How much a colour may differ from the one clicked, in levels of 256. Drag sideways over the canvas.',
  },
  spread: {
    label: 'Likeness',
    min: 1,
    max: 10,
    value: 3,
    scale: 'even',
    hint: 'How unlike the ground under the middle a pixel may be, in deviations of that ground.',
  },
  edge: {
    label: 'Edges',
    min: 1,
    max: 255,
    value: 24,
    scale: 'log',
    hint: 'How steep an edge has to be to stop the paint, in levels of 256; fewer stop it sooner.',
  },
  superpixel: {
    label: 'Size',
    min: 6,
    max: 120,
    value: 20,
    unit: 'px',
    scale: 'log',
    hint: 'About how wide a superpixel is. Ctrl or Alt and the wheel change it over the canvas.',
  },
  grow: { ...outlineMove, hint: 'How far the outline moves out.' },
  shrink: { ...outlineMove, hint: 'How far the outline moves in.' },
  smooth: {
    label: 'Radius',
    min: 1,
    max: 50,
    value: 3,
    unit: 'px',
    scale: 'log',
    hint: 'What is thinner than this goes, corners become this round.',
  },
  specks: { ...smallArea, hint: 'Regions of fewer pixels take the class around them.' },
  gaps: { ...smallArea, hint: 'Unpainted gaps of fewer pixels take the class around them.' },
  holes: {
    label: 'Up to',
    min: 1,
    max: HOLES_WITHOUT_BOUND,
    value: HOLES_WITHOUT_BOUND,
    unit: 'px',
    scale: 'log',
    hint: 'Larger holes stay; at the end of the slider all are filled.',
  },
};

export function possibleAmount(of: Amount, value: number): number {
  const { min, max } = amountEntries[of];
  return Math.min(max, Math.max(min, Math.round(value)));
}

/** By one while small, by a tenth when large. */
export function steppedAmount(of: Amount, value: number, steps: number): number {
  const by = amountEntries[of].scale === 'log' ? Math.max(1, Math.round(value / 10)) : 1;
  return possibleAmount(of, value + steps * by);
}

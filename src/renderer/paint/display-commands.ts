import type { Command } from '../app/commands';
import type { LabelStyle } from '../canvas/label-look';
import { displayNow, isAsItIs, resetDisplay, setDisplay } from './display-state';

const view = { group: 'View', screens: ['paint'] } as const;

/** In the order that the key goes through. */
export const labelStyles: readonly { style: LabelStyle; words: string; hint: string }[] = [
  { style: 'fill', words: 'Fill', hint: 'Labels cover the image, as much as set above.' },
  { style: 'outlines', words: 'Outlines', hint: 'Only the edges of each region, so that the image is seen within.' },
  { style: 'both', words: 'Both', hint: 'Labels cover the image, with solid edges.' },
];

function nextStyle(): void {
  const at = labelStyles.findIndex(({ style }) => style === displayNow().labelStyle);
  const next = labelStyles[(at + 1) % labelStyles.length];
  if (next !== undefined) setDisplay({ labelStyle: next.style });
}

export const displayCommands: readonly Command[] = [
  { ...view, id: 'view.labelStyle', name: 'Labels as fill, outlines or both', keys: 't', run: nextStyle },
  {
    ...view,
    id: 'view.overview',
    name: 'Fold or unfold the overview of the whole image',
    keys: 'y',
    run: () => setDisplay({ isMapOpen: !displayNow().isMapOpen }),
  },
  {
    ...view,
    id: 'paint.resetDisplay',
    name: 'Brightness, contrast and gamma as they were',
    blocked: () => (isAsItIs(displayNow()) ? 'They are as they were.' : null),
    run: resetDisplay,
  },
];

import type { Command } from '../app/commands';
import type { ToolKey } from '../canvas/tools/tool';
import { shownZoom, useView } from '../canvas/view-state';
import { toolOf } from './document/paint-hand';
import { usePaint } from './document/paint-state';
import { giveKey, isToolOpen } from './tool-now';

const open = { group: 'Paint', screens: ['paint'], isOffered: isToolOpen } as const;
/** Image pixels that Shift moves by, or as many on the screen where that is further: a map is crossed in a few presses. */
const FAR_PX = 10;

const nudges = [
  ['Left', -1, 0],
  ['Right', 1, 0],
  ['Up', 0, -1],
  ['Down', 0, 1],
] as const;

function far(): number {
  return Math.max(FAR_PX, Math.round(FAR_PX / (shownZoom(useView.getState()) ?? 1)));
}

const key = (key: ToolKey) => () => giveKey(key);

/** Keys of what is open on the image; while nothing is, they are left to others. */
export const drawingCommands: readonly Command[] = [
  {
    ...open,
    id: 'drawing.close',
    name: 'Paint what is open on the image, or at the mark',
    keys: 'Enter',
    run: key({ act: 'close' }),
  },
  {
    ...open,
    id: 'drawing.takeBack',
    name: 'Take the last point back',
    keys: 'Backspace',
    run: key({ act: 'takeBack' }),
  },
  { ...open, id: 'drawing.remove', name: 'Remove the point in hand', keys: 'Delete', run: key({ act: 'remove' }) },
  {
    ...open,
    id: 'drawing.next',
    name: 'Take the next point in hand',
    keys: 'PageDown',
    run: key({ act: 'step', by: 1 }),
  },
  {
    ...open,
    id: 'drawing.previous',
    name: 'Take the point before in hand',
    keys: 'PageUp',
    run: key({ act: 'step', by: -1 }),
  },
  {
    ...open,
    isOffered: () => toolOf(usePaint.getState().tool).onKey !== undefined,
    id: 'drawing.put',
    name: 'Begin by keys: a mark, or a further point',
    keys: 'n',
    run: key({ act: 'put' }),
  },
  ...nudges.flatMap(([where, dx, dy]): Command[] => [
    {
      ...open,
      id: `drawing.nudge${where}`,
      name: `Move the point or mark ${where.toLowerCase()}`,
      keys: `Arrow${where}`,
      run: key({ act: 'nudge', dx, dy }),
    },
    {
      ...open,
      id: `drawing.push${where}`,
      name: `Move it far ${where.toLowerCase()}`,
      keys: `Shift+Arrow${where}`,
      run: () => giveKey({ act: 'nudge', dx: far() * dx, dy: far() * dy }),
    },
  ]),
];

import type { RegionAct } from '../canvas/tools/region-acts';

interface RegionActEntry {
  /** In menus, and in the history. */
  name: string;
  /** What it does, for a hint. */
  hint: string;
}

export const regionActEntries: Readonly<Record<RegionAct, RegionActEntry>> = {
  grow: { name: 'Grow', hint: 'Moves the outline out by a number of pixels.' },
  shrink: { name: 'Shrink', hint: 'Moves the outline in; what it leaves is unpainted.' },
  smooth: { name: 'Smooth', hint: 'Evens the outline without moving it.' },
  holes: { name: 'Fill holes', hint: 'Fills what is enclosed.' },
  specks: { name: 'Remove specks', hint: 'Gives small regions of the class clicked the class around them.' },
  gaps: { name: 'Fill gaps', hint: 'Gives small unpainted gaps the class around them.' },
  replace: { name: 'Replace', hint: 'Turns it into the class in hand.' },
  erase: { name: 'Erase', hint: 'Makes it unpainted.' },
};

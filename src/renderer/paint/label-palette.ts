import type { ClassId } from '../../shared/ids';
import { VOID } from '../../shared/labels/mask-values';
import { type ColorTable, colorTable } from '../canvas/color-table';

/** Pixels that an imported mask says to ignore. */
const VOID_COLOR = '#7f7f7f';

/** Colour of each label over the image: classes in their colours, hidden ones and unpainted pixels transparent. */
export function labelPalette(
  classes: readonly { id: ClassId; color: string }[],
  hidden: ReadonlySet<ClassId> = new Set(),
): ColorTable {
  const shown = classes.filter(({ id }) => !hidden.has(id));
  return colorTable([...shown.map(({ id, color }) => [id, color] as const), [VOID, VOID_COLOR]]);
}

/** The label's name for the status line; null where nothing is painted. */
export function labelName(label: number, classes: readonly { id: ClassId; name: string }[]): string | null {
  if (label === 0) return null;
  if (label === VOID) return 'ignored (void)';
  return classes.find(({ id }) => id === label)?.name ?? null;
}

import type { ClassId } from '../../shared/ids';
import { VOID } from '../../shared/labels/mask-values';
import { colorScale } from '../../shared/weighting/heatmap';
import { type ColorTable, colorTable, infernoTable } from '../canvas/color-table';

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

/** Colour of each value of painted importance; where there is none, the image is seen. */
export const importancePalette: ColorTable = infernoTable.map((color, value) => (value === 0 ? 0 : color));

/** `#rrggbb` @param value 0..255 */
export function importanceColor(value: number): string {
  const rgb = colorScale('inferno').subarray(3 * value, 3 * value + 3);
  return `#${Array.from(rgb, (part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** The label's name for the status line; null where nothing is painted. */
export function labelName(label: number, classes: readonly { id: ClassId; name: string }[]): string | null {
  if (label === 0) return null;
  if (label === VOID) return 'ignored (void)';
  return classes.find(({ id }) => id === label)?.name ?? null;
}

import type { LabelMap } from '../images/pixels';
import { Problem } from '../problem';

export const UNPAINTED = 0;
export const VOID = 255;

/**
 * What each value of a mask file means, as a label (0 unpainted, class ids, 255 void); undefined: not said.
 *
 * Without a map a value is the label itself, as far as the project has such a class. With one, only what it names.
 * @param named value to class name, `void`, `unpainted` or, where unpainted means background, `background`
 * @throws Problem `mask-map-class` where a name is no class of the project
 */
export function maskValueTable(
  classes: readonly { id: number; name: string }[],
  unpainted: 'void' | 'background',
  named?: Readonly<Record<number, string>>,
): (number | undefined)[] {
  const table: (number | undefined)[] = new Array(256).fill(undefined);
  if (named === undefined) {
    table[UNPAINTED] = UNPAINTED;
    table[VOID] = VOID;
    for (const { id } of classes) table[id] = id;
    return table;
  }
  for (const [value, name] of Object.entries(named)) table[Number(value)] = labelOf(name, classes, unpainted);
  return table;
}

/**
 * A mask's values as labels.
 * @throws Problem `mask-value-without-class` naming the values that mean nothing
 */
export function labelsOfMask(mask: LabelMap, table: readonly (number | undefined)[], file: string): LabelMap {
  const present = new Uint8Array(256);
  for (const value of mask.data) present[value] = 1;
  const unknown = [...present.keys()].filter((value) => present[value] === 1 && table[value] === undefined);
  if (unknown.length > 0) {
    const shown = unknown.slice(0, 8).join(', ') + (unknown.length > 8 ? ', …' : '');
    throw new Problem(
      'mask-value-without-class',
      `The mask holds ${unknown.length === 1 ? 'the value' : 'the values'} ${shown}, for which there is no class.`,
      `Say what they mean, for example --map ${unknown[0]}=void.`,
      file,
    );
  }
  const labels = Uint8Array.from(table, (label) => label ?? UNPAINTED);
  return { ...mask, data: mask.data.map((value) => labels[value]) };
}

function labelOf(
  name: string,
  classes: readonly { id: number; name: string }[],
  unpainted: 'void' | 'background',
): number {
  const found = classes.find((entry) => entry.name === name);
  if (found) return found.id;
  if (name === 'void') return VOID;
  if (name === 'unpainted' || (name === 'background' && unpainted === 'background')) return UNPAINTED;
  throw new Problem(
    'mask-map-class',
    `The project has no class "${name}".`,
    `Its classes are ${classes.map((entry) => entry.name).join(', ')}; void and unpainted are possible too.`,
  );
}

/** What a tool may paint over. */
export type PaintRule =
  | { over: 'everything' }
  /** Pixels of label 0 alone. */
  | { over: 'unpainted' }
  /** Pixels of one label alone, 0..255. */
  | { over: 'class'; label: number };

/**
 * The rule and the locks as one table, as `Painter` and all edits take it: 256 entries by the label that a pixel has,
 * 1 where it is never painted over. Locks win over the rule.
 * @param locked by label, 1 where locked; null: none
 * @returns null where everything may be painted over
 */
export function ruleTable(rule: PaintRule, locked: Uint8Array | null): Uint8Array | null {
  if (rule.over === 'everything') return locked?.includes(1) ? locked.slice() : null;
  const open = rule.over === 'unpainted' ? 0 : rule.label;
  const table = new Uint8Array(256).fill(1);
  table[open] = locked?.[open] ?? 0;
  return table;
}

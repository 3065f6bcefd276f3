export interface HolmStep {
  /** Whether the difference stands when all are looked at together. */
  isRejected: boolean;
  /** Share outside the interval that says the same: it excludes 0 exactly where the difference stands. */
  level: number;
}

/**
 * Holm's step-down procedure (1979): the smallest of m chances has to be at most `alpha / m`, the next `alpha / (m - 1)`,
 * and so on; from the first that is not, none stands. The chance of any false one is at most `alpha`.
 * @param p in any order; null where nothing could be tested, which takes no part
 * @returns in the order of `p`
 */
export function holm(p: readonly (number | null)[], alpha: number): (HolmStep | null)[] {
  const order = p
    .map((value, index) => ({ value, index }))
    .filter((entry): entry is { value: number; index: number } => entry.value !== null)
    .sort((a, b) => a.value - b.value || a.index - b.index);
  const steps = new Map<number, HolmStep>();
  let isRejected = true;
  let level = alpha;
  for (const [rank, { value, index }] of order.entries()) {
    if (isRejected) {
      level = alpha / (order.length - rank);
      isRejected = value <= level;
    }
    steps.set(index, { isRejected, level });
  }
  return p.map((_, index) => steps.get(index) ?? null);
}

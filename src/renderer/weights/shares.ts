import type { WeightingTerm } from '../../shared/weighting/schema';

/**
 * Shares in whole per cent that add up to 100 (largest remainders), so that the column can be summed by eye.
 * All 0 where every share is 0.
 */
export function sharePercents(terms: readonly { share: number }[]): number[] {
  const sum = terms.reduce((total, term) => total + term.share, 0);
  if (sum === 0) return terms.map(() => 0);
  const exact = terms.map((term) => (100 * term.share) / sum);
  const whole = exact.map(Math.floor);
  const missing = 100 - whole.reduce((total, value) => total + value, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - whole[index] }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) whole[index]++;
  return whole;
}

/**
 * Gives one source a part of the whole; the others divide the rest among them as before, or equally where they had
 * nothing. Shares then add up to 1.
 *
 * @param percent 0..100
 */
export function withShare(terms: readonly WeightingTerm[], index: number, percent: number): WeightingTerm[] {
  if (terms.length < 2) return [...terms];
  const part = Math.min(100, Math.max(0, percent)) / 100;
  const others = terms.reduce((sum, term, at) => (at === index ? sum : sum + term.share), 0);
  return terms.map((term, at) => {
    if (at === index) return { ...term, share: rounded(part) };
    const ofRest = others === 0 ? 1 / (terms.length - 1) : term.share / others;
    return { ...term, share: rounded((1 - part) * ofRest) };
  });
}

/** Few enough digits for the written form, enough to keep proportions while one slider is near its end. */
function rounded(share: number): number {
  return Number(share.toFixed(6));
}

import { presets, type WeightingPreset } from '../../shared/weighting/presets';
import type { Weighting, WeightingTerm } from '../../shared/weighting/schema';

export interface NamedPreset extends WeightingPreset {
  id: string;
}

/** In the order of the menu. */
export const presetList: readonly NamedPreset[] = Object.entries(presets).map(([id, preset]) => ({ id, ...preset }));

/**
 * The preset that a weighting is; null where it is the person's own. Shares are compared as parts of their sum, since
 * 7 : 3 and 0.7 : 0.3 give the same map.
 */
export function presetOf(weighting: Weighting): NamedPreset | null {
  return presetList.find((preset) => isSameWeighting(preset.weighting, weighting)) ?? null;
}

export function isSameWeighting(a: Weighting, b: Weighting): boolean {
  return (
    a.floor === b.floor &&
    a.strength === b.strength &&
    hasSameFields(a.schedule, b.schedule) &&
    a.terms.length === b.terms.length &&
    a.terms.every((term, index) => isSameTerm(term, b.terms[index])) &&
    partsOf(a.terms).every((part, index) => Math.abs(part - partsOf(b.terms)[index]) < 1e-6)
  );
}

function isSameTerm(a: WeightingTerm, b: WeightingTerm): boolean {
  return hasSameFields({ ...a, share: 0 }, { ...b, share: 0 });
}

function hasSameFields(a: object, b: object): boolean {
  const others = new Map<string, unknown>(Object.entries(b));
  const own: [string, unknown][] = Object.entries(a);
  return own.length === others.size && own.every(([key, value]) => others.get(key) === value);
}

/** Each term's part of the sum of shares, 0..1; all 0 where the sum is. */
function partsOf(terms: readonly WeightingTerm[]): number[] {
  const sum = terms.reduce((total, term) => total + term.share, 0);
  return terms.map((term) => (sum === 0 ? 0 : term.share / sum));
}

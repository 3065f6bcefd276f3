import type { FloatMap } from '../images/pixels';

/**
 * The importance map `n = sum_i share_i n_i / sum_i share_i`; 0 everywhere where all shares are 0.
 *
 * @param terms at least one; normalised maps in [0,1] of one size, shares >= 0
 * @returns n [H,W] in [0,1]; a map alone is handed on as it is
 */
export function composeMaps(terms: readonly { share: number; map: FloatMap }[]): FloatMap {
  const first = terms[0];
  if (first === undefined) throw new RangeError('composeMaps needs at least one map');
  const { width, height } = first.map;
  const shares = terms.reduce((sum, term) => sum + term.share, 0);
  if (shares === 0) return { width, height, data: new Float32Array(width * height) };
  if (terms.length === 1) return first.map;
  for (const { map } of terms) {
    if (map.width !== width || map.height !== height) throw new RangeError('composeMaps needs maps of one size');
  }
  const factors = Float64Array.from(terms, (term) => term.share / shares);
  const maps = terms.map((term) => term.map.data);
  const out = new Float32Array(width * height);
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let t = 0; t < maps.length; t++) sum += factors[t] * maps[t][i];
    out[i] = Math.min(1, sum);
  }
  return { width, height, data: out };
}

/**
 * The weights that the loss uses and the person sees: `w = floor + strength * n`.
 *
 * @param n importance [H,W] in [0,1]
 * @returns w [H,W] in [floor, floor + strength]
 */
export function weightedMap(n: FloatMap, floor: number, strength: number): FloatMap {
  const data = new Float32Array(n.data.length);
  for (let i = 0; i < data.length; i++) data[i] = floor + strength * n.data[i];
  return { width: n.width, height: n.height, data };
}

/** Whether every pixel of a map is 0: with floor 0 such an image would teach nothing, and counts unweighted instead. */
export function isAllZero(map: FloatMap): boolean {
  return map.data.every((value) => value === 0);
}

/**
 * Chance that a t statistic of so many degrees of freedom is at least as far from 0 as `t`, on either side.
 * `I_x(df/2, 1/2)` with `x = df / (df + t^2)` (Abramowitz and Stegun 1964, 26.7.1).
 * @param df above 0, need not be whole
 */
export function tailsOfT(t: number, df: number): number {
  if (Number.isNaN(t)) return Number.NaN;
  if (!Number.isFinite(t)) return 0;
  const square = t * t;
  // From the nearer end: close to 1 the first form would lose half of its digits.
  return square < df
    ? 1 - incompleteBeta(square / (df + square), 0.5, df / 2)
    : incompleteBeta(df / (df + square), df / 2, 0.5);
}

/**
 * The t beyond which, on both sides together, a share of `tails` lies: 2.776 for 0.05 and 4 degrees of freedom.
 * @param tails within (0, 1)
 */
export function quantileOfT(tails: number, df: number): number {
  let low = 0;
  let high = 1;
  while (tailsOfT(high, df) > tails) {
    low = high;
    high *= 2;
    if (!Number.isFinite(high)) return Number.POSITIVE_INFINITY;
  }
  // The tails fall steadily with t, so halving ends between two neighbouring doubles.
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (tailsOfT(middle, df) > tails) low = middle;
    else high = middle;
  }
}

/** Regularised incomplete beta function `I_x(a, b)`, x within [0, 1]. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges quickly below the mean only; above it the other tail is taken.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b);
  return (Math.exp(front) * betaFraction(x, a, b)) / a;
}

/** The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), by Lentz's method (1976). */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return value;
}

const notZero = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);

/** Lanczos's approximation (1964) with g = 7 and nine terms: about 15 digits for positive x. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(x: number): number {
  // Below a half by the reflection formula, where the series loses digits.
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  const sum = lanczos.reduce((total, term, i) => total + (i === 0 ? term : term / (z + i)), 0);
  const base = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(base) - base + Math.log(sum);
}

/**
 * The k-th smallest values, exactly, in two passes over their bits instead of a sort: an order of magnitude quicker for
 * a megapixel.
 *
 * @param values at least one, no NaN
 * @param ranks each from 0 (the smallest) to `values.length - 1`
 */
export function orderStatistics(values: Float32Array, ranks: readonly number[]): number[] {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const high = new Uint32Array(HALF);
  for (let i = 0; i < bits.length; i++) high[sortable(bits[i]) >>> 16]++;
  const places = ranks.map((rank) => locate(high, rank));

  const slots = new Int8Array(HALF).fill(-1);
  const low: Uint32Array[] = [];
  for (const { bin } of places) {
    if (slots[bin] < 0) slots[bin] = low.push(new Uint32Array(HALF)) - 1;
  }
  for (let i = 0; i < bits.length; i++) {
    const key = sortable(bits[i]);
    const slot = slots[key >>> 16];
    if (slot >= 0) low[slot][key & (HALF - 1)]++;
  }
  return places.map(({ bin, rest }) => floatOf(bin, locate(low[slots[bin]], rest).bin));
}

const HALF = 65_536;

/** A float's bits as a number that orders as the float does (Herf 2001): negative ones are turned round. */
function sortable(bits: number): number {
  return bits >>> 31 === 1 ? ~bits >>> 0 : (bits | 0x80000000) >>> 0;
}

function floatOf(high: number, low: number): number {
  const key = ((high << 16) | low) >>> 0;
  const bits = key >>> 31 === 1 ? key & 0x7fffffff : ~key >>> 0;
  return new Float32Array(Uint32Array.of(bits).buffer)[0];
}

/** The bin that holds a rank, and the rank within it. */
function locate(counts: Uint32Array, rank: number): { bin: number; rest: number } {
  let rest = rank;
  let bin = 0;
  while (rest >= counts[bin]) rest -= counts[bin++];
  return { bin, rest };
}

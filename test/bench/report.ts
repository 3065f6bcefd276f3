import { appendFileSync } from 'node:fs';

/** Middle value; of an even number of values the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The value below which lies that share of them, 0 to 1; of a few values the highest. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** A row of the table that `npm run bench` prints at its end. */
interface Row {
  what: string;
  figure: string;
  /** `reported` where nothing is asked of it. */
  wanted: string;
  isReached: boolean;
}

/** Writes a row as soon as it is measured, and keeps it for the table. */
export function report(row: Row): void {
  const outcome = row.wanted === 'reported' ? '' : row.isReached ? 'reached' : 'NOT reached';
  process.stderr.write(`| ${row.what} | ${row.figure} | ${row.wanted} | ${outcome} |\n`);
  const file = process.env.MASKWRIGHT_BENCH_ROWS;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ ...row, outcome })}\n`);
}

/**
 * Times two sides in turn, A B A B, so that a drift of the machine's speed meets both alike.
 * @returns medians in milliseconds, and the median of the ratios of neighbouring rounds
 */
export async function alternate(
  rounds: number,
  ours: () => Promise<number[]> | number[],
  peer: () => Promise<number[]> | number[],
): Promise<{ oursMs: number; peerMs: number; peerOverOurs: number }> {
  const a: number[] = [];
  const b: number[] = [];
  for (let round = 0; round < rounds; round++) {
    a.push(median(await ours()));
    b.push(median(await peer()));
  }
  return { oursMs: median(a), peerMs: median(b), peerOverOurs: median(a.map((ms, round) => b[round] / ms)) };
}

/** Milliseconds of each of `count` repetitions of synchronous work. */
export function timed(count: number, work: () => void): number[] {
  return Array.from({ length: count }, () => {
    const startMs = performance.now();
    work();
    return performance.now() - startMs;
  });
}

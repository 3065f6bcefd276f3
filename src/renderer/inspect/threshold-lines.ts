import type { ThresholdPoint } from '../../shared/training/numbers/thresholds';

/** Points of a polyline in a box of 100 x 40, 0 at its foot; one line for each stretch without a gap. */
export function thresholdLines(curve: readonly ThresholdPoint[]): { precision: string[]; recall: string[] } {
  return {
    precision: lines(curve.map(({ threshold, precision }) => [threshold, precision])),
    recall: lines(curve.map(({ threshold, recall }) => [threshold, recall])),
  };
}

function lines(points: readonly (readonly [x: number, y: number | null])[]): string[] {
  const found: string[][] = [[]];
  for (const [x, y] of points) {
    if (y === null) found.push([]);
    else found.at(-1)?.push(`${(100 * x).toFixed(1)},${(40 - 40 * y).toFixed(2)}`);
  }
  return found.filter((line) => line.length > 1).map((line) => line.join(' '));
}

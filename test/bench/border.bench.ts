import { describe, it } from 'vitest';
import { borderDistances, borderMap, coarseBorderDistances, spreadSquares } from '../../src/shared/weighting/border';
import { report } from './report';

const SIDE = 2048;
const ROUNDS = 5;
/** Round cells on a grid, membranes 8 px wide between them: every pixel outside a cell looks for its two neighbours. */
const cells = labelsOf((x, y) => (Math.hypot((x % 64) - 32, (y % 64) - 32) < 28 ? 0 : 1));
/** Few small nuclei on a wide ground: most pixels search as far as the border reaches. */
const nuclei = labelsOf((x, y) => (Math.hypot((x % 128) - 64, (y % 128) - 64) < 20 ? 0 : 1));
const chosen = new Uint8Array(256);
chosen[0] = 1;

function labelsOf(label: (x: number, y: number) => number) {
  const data = Uint8Array.from({ length: SIDE * SIDE }, (_, p) => label(p % SIDE, Math.floor(p / SIDE)));
  return { width: SIDE, height: SIDE, data };
}

function coarse(labels: typeof cells, sigma: number, reach: number): void {
  spreadSquares(borderMap(coarseBorderDistances(labels, chosen, reach, 4), { sigma }), SIDE, SIDE, 4);
}

function median(work: () => void): number {
  const ms = Array.from({ length: ROUNDS }, () => {
    const startedMs = performance.now();
    work();
    return performance.now() - startedMs;
  });
  return ms.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

describe('the border map of 4 megapixels', () => {
  it('exact, coarse, and after sigma moved', () => {
    for (const [name, labels] of [
      ['cells', cells],
      ['nuclei', nuclei],
    ] as const) {
      for (const [what, below, work] of [
        ['exact, sigma 5', 1000, () => borderDistances(labels, chosen, 32)],
        ['exact, sigma 10', 1000, () => borderDistances(labels, chosen, 64)],
        ['coarse, sigma 5', 100, () => coarse(labels, 5, 32)],
        ['coarse, sigma 20', 100, () => coarse(labels, 20, 128)],
      ] as const) {
        const ms = median(() => work());
        report({
          what: `border, ${name}, ${what}`,
          figure: `${ms.toFixed(0)} ms`,
          wanted: `< ${below} ms`,
          isReached: ms < below,
        });
      }
      const distances = borderDistances(labels, chosen, 32);
      const ms = median(() => borderMap(distances, { sigma: 4.9 }));
      report({
        what: `border, ${name}, sigma moved`,
        figure: `${ms.toFixed(0)} ms`,
        wanted: '< 100 ms',
        isReached: ms < 100,
      });
    }
  });
});

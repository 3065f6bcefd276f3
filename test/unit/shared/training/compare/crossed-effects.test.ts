import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanDifference } from '../../../../../src/shared/training/compare/crossed-effects';
import { quantileOfT } from '../../../../../src/shared/training/compare/student-t';
import { randomStream } from '../../../../../src/shared/training/random';
import { runs } from '../seeded';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';

interface Truth {
  images: number;
  seeds: number;
  image: number;
  seed: number;
  rest: number;
  effect?: number;
}

/** Tables from very noisy within to all between images or all between seeds. */
const truths: Truth[] = [4, 10, 24].flatMap((images) =>
  [
    { image: 0, seed: 0, rest: 1 },
    { image: 1, seed: 0, rest: 1 },
    { image: 0, seed: 1, rest: 1 },
    { image: 0.4, seed: 0.4, rest: 1 },
    { image: 1, seed: 0.1, rest: 0.1 },
    { image: 0.1, seed: 1, rest: 0.1 },
  ].map((parts) => ({ images, seeds: 5, ...parts })),
);

function simulated({ images, seeds, image, seed, rest, effect = 0 }: Truth, key: number): number[][] {
  const stream = randomStream(key, images, seeds);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - stream.uniform())) * Math.cos(2 * Math.PI * stream.uniform());
  const ofSeeds = Array.from({ length: seeds }, () => seed * normal());
  return Array.from({ length: images }, () => {
    const ofImage = image * normal();
    return ofSeeds.map((ofSeed) => effect + ofImage + ofSeed + rest * normal());
  });
}

const isCalled = (table: number[][]): boolean => (meanDifference(table).p ?? 1) <= 0.05;

function shareCalled(truth: Truth, tables: number, from = 0): number {
  let called = 0;
  for (let key = 0; key < tables; key++) if (isCalled(simulated(truth, from + key))) called++;
  return called / tables;
}

describe('the mean difference of a table of images and seeds', () => {
  // Two images, three seeds: 1 2 3 / 3 5 4. Mean 3; rows 2 and 4; columns 2, 3.5, 3.5.
  // MS_image = 3 (1 + 1) / 1 = 6; MS_seed = 2 (1 + 0.25 + 0.25) / 2 = 1.5; residuals 0 -0.5 0.5 / 0 0.5 -0.5, MS_rest = 1 / 2.
  // s_image^2 = 5.5 / 3, s_seed^2 = 0.5, var = 0.5/3 + 5.5/6 + 0.5/6 = 7/6. Two images: df = min(1, 2, .) = 1.
  it('is what it is worked out by hand', () => {
    const found = meanDifference([
      [1, 2, 3],
      [3, 5, 4],
    ]);
    expect(found.mean).toBe(3);
    expect(found.variances?.image).toBeCloseTo(5.5 / 3, 12);
    expect(found.variances?.seed).toBeCloseTo(0.5, 12);
    expect(found.variances?.rest).toBeCloseTo(0.5, 12);
    expect(found.standardError).toBeCloseTo(Math.sqrt(7 / 6), 12);
    expect(found.degreesOfFreedom).toBe(1);
  });

  // Four images, two seeds: rows (0 0) (2 0) (4 2) (6 6), mean 2.5, row means 0 1 3 6, columns 3 and 2.
  // MS_image = 2 (6.25 + 2.25 + 0.25 + 12.25) / 3 = 14; MS_seed = 4 (0.25 + 0.25) / 1 = 2.
  // Residuals -0.5 0.5 / 0.5 -0.5 / 0.5 -0.5 / -0.5 0.5: MS_rest = 8 * 0.25 / 3 = 2/3.
  // var = (14 + 2 - 2/3) / 8; df = (46/3)^2 / (14^2/3 + 2^2/1 + (2/3)^2/3) = 3.39...
  it("has Satterthwaite's degrees of freedom with four images", () => {
    const found = meanDifference([
      [0, 0],
      [2, 0],
      [4, 2],
      [6, 6],
    ]);
    expect(found.standardError).toBeCloseTo(Math.sqrt(46 / 3 / 8), 12);
    expect(found.degreesOfFreedom).toBeCloseTo((46 / 3) ** 2 / (14 ** 2 / 3 + 4 + 4 / 27), 10);
  });

  it("is Student's paired t over seeds where there is one image, over images where there is one seed", () => {
    const values = [0.3, 0.1, 0.5, 0.2];
    // Mean 0.275, sum of squares around it 0.0875.
    const error = Math.sqrt(0.0875 / 3 / 4);
    for (const table of [[values], values.map((value) => [value])]) {
      const found = meanDifference(table);
      expect(found.mean).toBeCloseTo(0.275, 12);
      expect(found.standardError).toBeCloseTo(error, 12);
      expect(found.degreesOfFreedom).toBe(3);
    }
  });

  it('says nothing of how far one image with one seed can be trusted', () => {
    expect(meanDifference([[0.2]])).toMatchObject({ mean: 0.2, standardError: null, p: null });
  });

  it('moves with what is added, scales with what is multiplied, and does not know the order', () => {
    const tables = fc.integer({ min: 0, max: 1e6 }).map((key) => simulated(truths[key % truths.length], key));
    fc.assert(
      fc.property(
        tables,
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (table, shift, scale) => {
          const found = meanDifference(table);
          const changed = meanDifference(table.map((row) => row.map((value) => scale * value + shift)));
          expect(changed.mean).toBeCloseTo(scale * found.mean + shift, 8);
          expect(changed.standardError).toBeCloseTo(scale * Number(found.standardError), 8);
          const turned = meanDifference([...table].reverse().map((row) => [...row].reverse()));
          expect(turned.standardError).toBeCloseTo(Number(found.standardError), 8);
          expect(turned.degreesOfFreedom).toBeCloseTo(Number(found.degreesOfFreedom), 6);
          const mirrored = meanDifference(table.map((row) => row.map((value) => -value)));
          expect(mirrored.p).toBeCloseTo(Number(found.p), 10);
        },
      ),
      runs(60),
    );
  });

  it('is called different in at most 5 % of the tables that hold no difference', () => {
    const tables = isSoak ? 2000 : 100;
    const each = truths.map((truth) => shareCalled(truth, tables));
    const all = each.reduce((sum, share) => sum + share, 0) / each.length;
    // Beyond what chance alone gives in one of a thousand tries of tests that are wrong in 5 %.
    const bound = (count: number): number => 0.05 + 3.1 * Math.sqrt((0.05 * 0.95) / count);
    expect(all).toBeLessThan(bound(tables * truths.length));
    for (const share of each) expect(share).toBeLessThan(bound(tables) + 0.01);
  });

  it('is not called too often with two or three images either, where the usual approximation fails', () => {
    const few = [2, 3].flatMap((images) => [5, 20].map((seeds) => ({ images, seeds, image: 1, seed: 0.3, rest: 0.5 })));
    const tables = isSoak ? 2000 : 200;
    for (const truth of few) expect(shareCalled(truth, tables)).toBeLessThan(0.05 + 3.1 * Math.sqrt(0.0475 / tables));
  });

  it('is called the more often the larger it is, and nearly always when it is plain', () => {
    const tables = isSoak ? 1000 : 150;
    const truth = { images: 10, seeds: 5, image: 0.3, seed: 0.3, rest: 1 };
    const shares = [0, 0.4, 0.8, 1.6].map((effect) => shareCalled({ ...truth, effect }, tables));
    for (let i = 1; i < shares.length; i++) expect(shares[i]).toBeGreaterThan(shares[i - 1]);
    expect(shares.at(-1)).toBeGreaterThan(0.95);
  });

  it('lies in its 95 % interval as often as that says, where images and seeds both matter', () => {
    const tables = isSoak ? 2000 : 200;
    const truth = { images: 10, seeds: 5, image: 1, seed: 1, rest: 0.5, effect: 0.7 };
    let within = 0;
    for (let key = 0; key < tables; key++) {
      const { mean, standardError, degreesOfFreedom } = meanDifference(simulated(truth, key));
      const half = Number(standardError) * quantileOfT(0.05, Number(degreesOfFreedom));
      if (Math.abs(mean - 0.7) <= half) within++;
    }
    expect(within / tables).toBeGreaterThan(0.94 - 3.1 * Math.sqrt(0.0475 / tables));
    expect(within / tables).toBeLessThan(0.995);
  });
});

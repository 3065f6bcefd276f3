import { describe, expect, it } from 'vitest';
import { comparisonTable, type ScoredRun } from '../../../../../src/shared/training/compare/comparison-table';
import { imageScore, pooledScore } from '../../../../../src/shared/training/compare/image-counts';
import type { ComparisonPlan } from '../../../../../src/shared/training/compare/plan';
import { primaryScore, verdict } from '../../../../../src/shared/training/compare/verdict';
import { runConfigSchema } from '../../../../../src/shared/training/run-config';
import { foundShare, imageCounts, madeRuns, nothing } from './made-scores';

const names = ['tissue', 'line'];
const plan = (...configurations: string[]): Pick<ComparisonPlan, 'configurations'> => ({
  configurations: configurations.map((name) => ({ name, config: runConfigSchema.parse({}) })),
});
const meanIou = { measure: 'iou', className: null } as const;
const lineIou = { measure: 'iou', className: 'line' } as const;

describe('the scores of a comparison', () => {
  it('are pooled over images, and lie image by image where a class is labelled', () => {
    const images = [imageCounts(0, [foundShare(0.5)]), imageCounts(1, [foundShare(0.9)])];
    expect(pooledScore(images, 'iou', 0)).toBeCloseTo(0.7, 12);
    expect(pooledScore(images, 'boundary-iou', 0)).toBeCloseTo(0.7, 12);
    expect(images.map((image) => imageScore(image, 'iou', 0))).toEqual([0.5, 0.9]);
  });

  it('leave an image out of the differences where only some runs see a class that is not there', () => {
    const alarm = imageCounts(0, [{ ...nothing, falsePositives: 12, predictionBand: 12 }]);
    const quiet = imageCounts(0, [nothing]);
    expect([alarm, quiet].map((image) => imageScore(image, 'iou', 0))).toEqual([null, null]);
    expect([alarm, quiet].map((image) => imageScore(image, 'boundary-iou', 0))).toEqual([null, null]);
    expect(pooledScore([alarm], 'iou', 0)).toBe(0);
  });

  it('take the mean over the classes that the image has', () => {
    expect(imageScore(imageCounts(0, [foundShare(0.4), nothing, foundShare(0.8)]), 'iou', null)).toBeCloseTo(0.6, 12);
  });
});

describe('the table of a comparison', () => {
  it('tells mean and spread over the seeds, and the difference to the first', () => {
    const rows = comparisonTable(plan('none', 'edge'), names, madeRuns([0, 0.1], { noise: 0 }));
    const score = primaryScore(rows[1], lineIou);
    // Baseline 0.65 + 0.01 seed pooled over six images; the difference is the same everywhere.
    expect(primaryScore(rows[0], lineIou)).toMatchObject({ call: 'baseline', difference: null });
    expect(primaryScore(rows[0], lineIou).mean).toBeCloseTo(0.67, 6);
    expect(score.perSeed.map((entry) => entry.seed)).toEqual([0, 1, 2, 3, 4]);
    expect([score.lowest, score.mean, score.highest].map(Number)).toEqual([
      expect.closeTo(0.75, 4),
      expect.closeTo(0.77, 4),
      expect.closeTo(0.79, 4),
    ]);
    expect(score.difference?.mean).toBeCloseTo(0.1, 6);
    expect(score.call).toBe('better');
  });

  it('calls what is plainly better or worse, each with an interval beside 0', () => {
    const rows = comparisonTable(plan('none', 'up', 'same', 'down'), names, madeRuns([0, 0.08, 0, -0.08]));
    expect(rows.map((row) => primaryScore(row, lineIou).call)).toEqual([
      'baseline',
      'better',
      'no-difference',
      'worse',
    ]);
    for (const row of rows.slice(1)) {
      const { difference, call } = primaryScore(row, lineIou);
      const [low, high] = difference?.interval ?? [0, 0];
      expect(low > 0 || high < 0).toBe(call !== 'no-difference');
      expect(difference?.detectable).toBeCloseTo((high - low) / 2, 12);
    }
  });

  it('calls nothing with four seeds, however plain it is', () => {
    const rows = comparisonTable(plan('none', 'edge'), names, madeRuns([0, 0.2], { seeds: 4 }));
    expect(primaryScore(rows[1], lineIou).call).toBe('no-difference');
    expect(verdict(rows, lineIou)).toContain('4 seeds tell too little, at least 5 are needed');
  });

  it('goes by the seeds that both have while the comparison is not finished', () => {
    const runs = madeRuns([0, 0.1]).filter(({ configuration, seed }) => configuration === 0 || seed < 2);
    const [baseline, edge] = comparisonTable(plan('none', 'edge'), names, runs);
    expect(primaryScore(baseline, lineIou).perSeed).toHaveLength(5);
    expect(primaryScore(edge, lineIou).difference).toMatchObject({ seeds: 2, images: 6 });
  });

  it('has nothing to say of a configuration without a run', () => {
    const rows = comparisonTable(plan('none', 'edge'), names, madeRuns([0]));
    expect(primaryScore(rows[1], meanIou)).toMatchObject({ call: 'not-compared', mean: null, difference: null });
    expect(verdict(rows, meanIou)).toBe('No seed of "edge" is done yet.');
  });

  it('calls at most 5 % of comparisons of four configurations without a difference', () => {
    const tables = process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 120;
    let wrong = 0;
    for (let key = 0; key < tables; key++) {
      const runs = madeRuns([0, 0, 0, 0], { key, images: 4 });
      const calls = comparisonTable(plan('a', 'b', 'c', 'd'), names, runs).map(
        (row) => primaryScore(row, meanIou).call,
      );
      if (calls.includes('better') || calls.includes('worse')) wrong++;
    }
    expect(wrong / tables).toBeLessThan(0.05 + 3.1 * Math.sqrt(0.0475 / tables));
  });
});

describe('the verdict', () => {
  const rowsOf = (effects: number[], ...configurations: string[]) =>
    comparisonTable(plan(...configurations), names, madeRuns(effects));

  it('says what helps, by how much, and in which class', () => {
    const sentence = verdict(rowsOf([0, 0.08], 'none', 'edge'), meanIou);
    expect(sentence).toMatch(
      /^"edge" is better than "none": mean IoU \+0\.0\d\d \(\+0\.0\d\d to \+0\.0\d\d\)\. Most in /,
    );
    expect(sentence).toMatch(/IoU of "line" \+0\.0[78]/);
    expect(sentence).not.toContain('"tissue"');
  });

  it('says what makes it worse with a minus', () => {
    const sentence = verdict(rowsOf([0, -0.08], 'none', 'edge'), lineIou);
    expect(sentence).toMatch(
      /^"edge" is worse than "none": IoU of "line" \u22120\.0\d\d \(\u22120\.\d+ to \u22120\.\d+\)\./,
    );
  });

  it('says that there is no difference that the data can show, and which one would have shown', () => {
    const rows = rowsOf([0, 0, 0], 'none', 'edge', 'region');
    const sentence = verdict(rows, lineIou);
    const needed = rows.slice(1).map((row) => Number(primaryScore(row, lineIou).difference?.detectable));
    const [, said] =
      /^"edge" and "region": no difference from "none" that this data can show in IoU of "line"; a measured one of at least (0\.\d{3}) would have shown\.$/.exec(
        sentence,
      ) ?? [];
    expect(Number(said)).toBeGreaterThanOrEqual(Math.max(...needed));
    expect(Number(said) - Math.max(...needed)).toBeLessThan(0.001);
  });

  it('never says that a difference of nothing would have shown', () => {
    const rows = rowsOf([0, 0], 'none', 'edge').map((row) => ({
      ...row,
      scores: row.scores.map((score) =>
        score.difference === null ? score : { ...score, difference: { ...score.difference, detectable: 0.0003 } },
      ),
    }));
    expect(verdict(rows, lineIou)).toContain('at least 0.001 would have shown');
  });

  it('says so where every image scored the same', () => {
    const runs: ScoredRun[] = madeRuns([0]).flatMap((run) => [run, { ...run, configuration: 1 }]);
    const rows = comparisonTable(plan('none', 'copy'), names, runs);
    expect(verdict(rows, meanIou)).toContain('every image scored the same');
  });
});

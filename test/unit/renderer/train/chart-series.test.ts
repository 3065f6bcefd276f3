import { describe, expect, it } from 'vitest';
import {
  lastWords,
  legendEntries,
  lossSeries,
  scoreSeries,
  wordsAt,
} from '../../../../src/renderer/train/chart-series';
import type { RunCurves } from '../../../../src/renderer/train/curves';
import { runIdSchema } from '../../../../src/shared/ids';

const none = { steps: [], values: [] };
const curves: RunCurves = {
  trainingLoss: { steps: [1, 10, 60], values: [1, 0.5, 0.25] },
  validationLoss: { steps: [50], values: [0.3] },
  meanIou: { steps: [50, 100], values: [0.4, 0.641] },
  meanBoundaryIou: { steps: [50, 100], values: [0.2, 0.3] },
  classes: [{ name: 'wall', iou: { steps: [50], values: [0.5] }, boundaryIou: { steps: [50], values: [0.1] } }],
  bestStep: 100,
  totalSteps: 300,
};
const other = { run: runIdSchema.parse('run-006'), curves };
const nothingHidden = (): boolean => false;

describe('lines of the cards', () => {
  it('draw other runs first, pale, below those in hand', () => {
    const series = scoreSeries(curves, [other], new Map());
    expect(series[0]).toMatchObject({ name: 'mean IoU, run 6', ink: { token: '--text-3' } });
    expect(series[1].name).toBe('mean IoU');
  });

  it('give classes their own colours, and show them only when they are asked for', () => {
    const [iou, boundary] = scoreSeries(curves, [], new Map([['wall', '#e69f00']])).slice(-2);
    expect([iou.ink, iou.startsHidden, boundary.look]).toEqual([{ color: '#e69f00' }, true, 'dashed']);
  });

  it('have one entry of the legend for both scores of a class, and none without a point', () => {
    expect(legendEntries(scoreSeries(curves, [], new Map())).map(({ entry }) => entry.words)).toEqual([
      'mean IoU',
      'boundary IoU',
      'wall',
    ]);
    const early = { ...curves, validationLoss: none };
    expect(legendEntries(lossSeries(early, [])).map(({ entry }) => entry.words)).toEqual(['each step', 'training']);
  });
});

describe('the read-out', () => {
  it('names the run in hand before those beside it', () => {
    expect(lastWords(scoreSeries(curves, [other], new Map()), ({ startsHidden }) => startsHidden)).toBe(
      'mean IoU 0.641 · boundary IoU 0.300 · mean IoU, run 6 0.641',
    );
  });

  it('gives the last values of what is shown', () => {
    const series = scoreSeries(curves, [], new Map());
    expect(lastWords(series, ({ startsHidden }) => startsHidden)).toBe('mean IoU 0.641 · boundary IoU 0.300');
  });

  it('gives at a step what was known by then', () => {
    const series = scoreSeries(curves, [], new Map());
    expect(wordsAt(series, ({ startsHidden }) => startsHidden, 99)).toBe(
      'step 99 · mean IoU 0.400 · boundary IoU 0.200',
    );
    expect(wordsAt(series, nothingHidden, 10)).toBe('step 10');
  });
});

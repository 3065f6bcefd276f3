import { describe, expect, it } from 'vitest';
import {
  courseSeries,
  lastWords,
  legendEntries,
  lossSeries,
  metricSeries,
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
  classes: [
    {
      name: 'wall',
      iou: { steps: [50], values: [0.5] },
      boundaryIou: { steps: [50], values: [0.1] },
      dice: { steps: [50], values: [0.6] },
      precision: none,
      recall: none,
    },
    {
      name: 'gap',
      iou: none,
      boundaryIou: none,
      dice: { steps: [50, 100], values: [0.8, 0.9] },
      precision: none,
      recall: none,
    },
  ],
  learningRate: { steps: [1, 60], values: [0.002, 0.00123] },
  strength: { steps: [1], values: [4] },
  stepTime: { steps: [1], values: [410] },
  memory: { steps: [1], values: [2 ** 31] },
  changes: [],
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
    const ofClasses = scoreSeries(curves, [], new Map([['wall', '#e69f00']])).filter(({ name }) =>
      name.startsWith('wall'),
    );
    const [iou, boundary] = ofClasses;
    expect([iou.ink, iou.startsHidden, boundary.look]).toEqual([{ color: '#e69f00' }, true, 'dashed']);
  });

  it('have one entry of the legend for both scores of a class, and none without a point', () => {
    expect(legendEntries(scoreSeries(curves, [], new Map())).map(({ entry }) => entry.words)).toEqual([
      'mean IoU',
      'boundary IoU',
      'wall',
    ]);
    const early = { ...curves, validationLoss: none };
    expect(legendEntries(lossSeries(early, [], 0)).map(({ entry }) => entry.words)).toEqual(['each step', 'training']);
  });
});

describe('other scores and the course of a run', () => {
  it('give the mean over the classes that have a score at a step, and each class', () => {
    const [mean, wall, gap] = metricSeries(curves, [], new Map(), 'dice');
    expect(mean.curve).toEqual({ steps: [50, 100], values: [expect.closeTo(0.7, 12), 0.9] });
    expect([wall.name, gap.name]).toEqual(['wall', 'gap']);
    expect(metricSeries(curves, [other], new Map(), 'recall')[0]).toMatchObject({ name: 'mean recall, run 6' });
  });

  it.each([
    ['rate', 'learning rate 0.0012'],
    ['strength', 'strength 4'],
    ['time', 'seconds a step 0.41 s'],
    ['memory', 'memory in GB 2.00 GB'],
  ] as const)('read %s in its own unit', (course, words) => {
    expect(lastWords(courseSeries(curves, [], course), nothingHidden)).toBe(words);
  });

  it('leave the training loss as it is where it is not smoothed', () => {
    const training = lossSeries(curves, [], 0).find(({ name }) => name === 'training');
    expect(training?.curve).toEqual(curves.trainingLoss);
    expect(lossSeries(curves, [], 0.5).find(({ name }) => name === 'training')?.curve).not.toEqual(curves.trainingLoss);
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

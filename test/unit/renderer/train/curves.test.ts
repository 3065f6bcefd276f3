import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignedCurves, type Curve, runCurves, smoothed, strengthMark } from '../../../../src/renderer/train/curves';
import type { StoredRunEvent } from '../../../../src/shared/contract/runs';
import { runIdSchema } from '../../../../src/shared/ids';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import type { RunEvent } from '../../../../src/shared/training/run-events';
import { presets } from '../../../../src/shared/weighting/presets';

const run = runIdSchema.parse('run-001');
const runs = process.env.MASKWRIGHT_SOAK === '1' ? 5000 : 300;

function stored(events: RunEvent[]): StoredRunEvent[] {
  return events.map((event, index) => ({ seq: index + 1, at: '2026-05-20T12:00:00.000Z', event }));
}

function started(fromStep: number): RunEvent {
  return {
    type: 'started',
    run,
    totalSteps: 300,
    fromStep,
    stepsPerEpoch: 50,
    parameters: 10,
    trainingImages: 4,
    validationImages: 1,
    device: 'CPU',
    estimate: { secondsTotal: null, memoryBytes: 1 },
  };
}

function step(at: number, loss: number): RunEvent {
  const rest = { learningRate: 0.001, strength: 4, msPerStep: 100, waitMsPerStep: 0, secondsLeft: 1 };
  return { type: 'step', run, step: at, totalSteps: 300, loss, ...rest };
}

function validated(at: number, iou: number | null, isBest: boolean): RunEvent {
  const one = { dice: null, precision: null, recall: null };
  return {
    type: 'validated',
    run,
    step: at,
    epoch: at / 50,
    trainingLoss: 0.4,
    validationLoss: 1 / at,
    scores: {
      classes: [
        { name: 'ground', iou: 0.9, boundaryIou: 0.5, ...one },
        { name: 'wall', iou, boundaryIou: iou, ...one },
      ],
      meanIou: iou,
      meanBoundaryIou: iou,
      validPixels: 100,
    },
    isBest,
    seconds: 1,
  };
}

describe('curves of a run', () => {
  it('are the losses by step and the scores by validation', () => {
    const curves = runCurves(stored([started(0), step(10, 0.9), step(50, 0.5), validated(50, 0.4, true)]));
    expect(curves.trainingLoss).toEqual({ steps: [10, 50], values: [0.9, 0.5] });
    expect(curves.validationLoss).toEqual({ steps: [50], values: [0.02] });
    expect(curves.classes.map(({ name, iou }) => [name, iou.values])).toEqual([
      ['ground', [0.9]],
      ['wall', [0.4]],
    ]);
    expect([curves.bestStep, curves.totalSteps]).toEqual([50, 300]);
  });

  it('have no point where a class is in neither labels nor prediction', () => {
    const curves = runCurves(stored([started(0), validated(50, null, false), validated(100, 0.5, true)]));
    expect(curves.classes[1].iou).toEqual({ steps: [100], values: [0.5] });
    expect(curves.meanIou.steps).toEqual([100]);
  });

  it('leave out a loss that is not a number', () => {
    expect(runCurves(stored([step(1, Number.NaN), step(2, 1)])).trainingLoss.steps).toEqual([2]);
  });

  it('drop what a run that went on from an earlier step had drawn beyond it', () => {
    const curves = runCurves(
      stored([
        started(0),
        step(40, 0.8),
        validated(50, 0.3, true),
        step(90, 0.6),
        validated(100, 0.4, true),
        started(50),
        step(60, 0.7),
      ]),
    );
    expect(curves.trainingLoss).toEqual({ steps: [40, 60], values: [0.8, 0.7] });
    expect(curves.meanIou.steps).toEqual([50]);
    expect(curves.bestStep).toBe(50);
  });
});

const anyCurve: fc.Arbitrary<Curve> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1000 }), { maxLength: 40 })
  .map((steps) => steps.sort((a, b) => a - b))
  .chain((steps) =>
    fc
      .array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: steps.length, maxLength: steps.length })
      .map((values) => ({ steps, values })),
  );

describe('smoothing', () => {
  it('stays within the values and leaves a constant as it is', () => {
    fc.assert(
      fc.property(anyCurve, fc.double({ min: 0.1, max: 500, noNaN: true }), (curve, span) => {
        const { values } = smoothed(curve, span);
        expect(values).toHaveLength(curve.values.length);
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...curve.values) - 1e-9);
          expect(value).toBeLessThanOrEqual(Math.max(...curve.values) + 1e-9);
        }
      }),
      { seed: 3, numRuns: runs },
    );
    expect(smoothed({ steps: [1, 5, 30], values: [2, 2, 2] }, 20).values).toEqual([2, 2, 2]);
  });

  it('weighs points by their distance in steps', () => {
    const curve = { steps: [0, 10, 30], values: [1, 0, 4] };
    const weights = [Math.exp(-3), Math.exp(-2), 1];
    const mean = (weights[0] * 1 + weights[2] * 4) / (weights[0] + weights[1] + weights[2]);
    expect(smoothed(curve, 10).values[2]).toBeCloseTo(mean, 12);
  });
});

describe('curves over common steps', () => {
  it('keep each point at its step and have no other', () => {
    fc.assert(
      fc.property(fc.array(anyCurve, { maxLength: 4 }), (curves) => {
        const [steps, ...rows] = alignedCurves(curves);
        expect(steps).toEqual([...steps].sort((a, b) => a - b));
        for (const [index, curve] of curves.entries()) {
          const points = steps.flatMap((one, at) => (rows[index][at] === null ? [] : [[one, rows[index][at]]]));
          expect(points).toEqual(curve.steps.map((one, at) => [one, curve.values[at]]));
        }
      }),
      { seed: 5, numRuns: runs },
    );
  });
});

describe('the mark of the strength', () => {
  const config = (schedule: unknown) =>
    runConfigSchema.parse({ weighting: { ...presets.edge.weighting, strength: 2.5, schedule } });

  it('stands where a ramp ends or the weights begin', () => {
    expect(strengthMark(config({ kind: 'ramp', steps: 80 }))).toEqual({ step: 80, words: 'strength 2.5 reached' });
    expect(strengthMark(config({ kind: 'after', step: 30 }))?.step).toBe(30);
  });

  it('is absent where the strength is the same throughout, or none', () => {
    expect(strengthMark(config({ kind: 'constant' }))).toBeNull();
    expect(strengthMark(runConfigSchema.parse({}))).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runIdSchema } from '../../../../src/shared/ids';
import { keptEvents } from '../../../../src/shared/training/kept-events';
import type { RunEvent } from '../../../../src/shared/training/run-events';

const run = runIdSchema.parse('run-001');
const numRuns = process.env.MASKWRIGHT_SOAK === '1' ? 500 : 50;
const step = (at: number, totalSteps = 1000): RunEvent => ({
  type: 'step',
  run,
  step: at,
  totalSteps,
  loss: 1,
  learningRate: 1,
  strength: 1,
  msPerStep: 1,
  waitMsPerStep: 0,
  secondsLeft: 1,
});
const saved: RunEvent = { type: 'saved', run, step: 1, checkpoint: 'last' };

describe('the events of a run that are kept', () => {
  it('are at most one step a second, and never less than one in two', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 20, maxLength: 200 }), (gaps) => {
        const isKept = keptEvents();
        let nowMs = 0;
        const times = gaps.flatMap((gap, index) => {
          nowMs += gap;
          return isKept(step(index + 1), nowMs) ? [nowMs] : [];
        });
        expect(times[0]).toBe(gaps[0]);
        for (let i = 1; i < times.length; i++) {
          expect(times[i] - times[i - 1]).toBeGreaterThanOrEqual(1000);
          expect(times[i] - times[i - 1]).toBeLessThan(2000);
        }
      }),
      { numRuns, seed: 5 },
    );
  });

  it('hold the last step, the last of each part of the preparation and all others', () => {
    const isKept = keptEvents();
    const preparing = (done: number): RunEvent => ({ type: 'preparing', run, part: 'images', done, total: 2 });
    const told = [preparing(0), preparing(1), preparing(2), saved, step(1, 2), saved, step(2, 2)];
    expect(told.filter((event) => isKept(event, 0))).toEqual([preparing(0), preparing(2), saved, saved, step(2, 2)]);
  });
});

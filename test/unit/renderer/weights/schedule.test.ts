import { describe, expect, it } from 'vitest';
import { curvePoints, scheduleSentence, stepsOf, withKind, withSteps } from '../../../../src/renderer/weights/schedule';
import type { StrengthSchedule } from '../../../../src/shared/weighting/schema';
import { strengthAt } from '../../../../src/shared/weighting/strength';

describe('strength over time', () => {
  it('keeps the number of steps from one kind to the other', () => {
    expect(withKind({ kind: 'ramp', steps: 30 }, 'after')).toEqual({ kind: 'after', step: 30 });
    expect(withKind({ kind: 'after', step: 30 }, 'ramp')).toEqual({ kind: 'ramp', steps: 30 });
    expect(withKind({ kind: 'ramp', steps: 30 }, 'constant')).toEqual({ kind: 'constant' });
    expect(stepsOf(withKind({ kind: 'constant' }, 'ramp'))).toBe(200);
  });

  it('takes whole steps, one at least', () => {
    expect(withSteps({ kind: 'ramp', steps: 30 }, 0.2)).toEqual({ kind: 'ramp', steps: 1 });
    expect(withSteps({ kind: 'after', step: 30 }, 12.6)).toEqual({ kind: 'after', step: 13 });
    expect(withSteps({ kind: 'constant' }, 12)).toEqual({ kind: 'constant' });
  });

  it('is drawn through what training uses at each step', () => {
    const schedules: StrengthSchedule[] = [
      { kind: 'constant' },
      { kind: 'ramp', steps: 100 },
      { kind: 'after', step: 100 },
    ];
    for (const schedule of schedules) {
      const points = curvePoints(schedule, 200, 1)
        .split(' ')
        .map((point) => point.split(',').map(Number));
      for (let step = 1; step < 199; step++) {
        if (step === 100) continue;
        const right = points.findIndex(([x]) => x > step);
        const [[x0, y0], [x1, y1]] = [points[right - 1], points[right]];
        const drawn = 1 - (y0 + ((y1 - y0) * (step - x0)) / (x1 - x0));
        expect(Math.abs(drawn - strengthAt(schedule, step, 1)), `${schedule.kind} at ${step}`).toBeLessThan(0.02);
      }
    }
  });

  it('is said in a sentence', () => {
    expect(scheduleSentence({ kind: 'ramp', steps: 1200 })).toBe(
      'None at first, rising to the whole strength at step 1,200.',
    );
    expect(scheduleSentence({ kind: 'after', step: 1 })).toBe('None for 1 step, then the whole strength.');
  });
});

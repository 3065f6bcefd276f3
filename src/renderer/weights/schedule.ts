import type { StrengthSchedule } from '../../shared/weighting/schema';
import { count, counted } from '../app/words';

export const scheduleNames: Record<StrengthSchedule['kind'], string> = {
  constant: 'From the start',
  ramp: 'Rising',
  after: 'Later',
};

/** Steps that a ramp takes, or that pass before the strength is on, where the person has said nothing yet. */
const STEPS = 200;

/** Another way for the strength to follow the step; the number of steps is kept where there is one. */
export function withKind(schedule: StrengthSchedule, kind: StrengthSchedule['kind']): StrengthSchedule {
  const steps = stepsOf(schedule) ?? STEPS;
  switch (kind) {
    case 'constant':
      return { kind };
    case 'ramp':
      return { kind, steps };
    case 'after':
      return { kind, step: steps };
  }
}

export function withSteps(schedule: StrengthSchedule, steps: number): StrengthSchedule {
  const whole = Math.max(1, Math.round(steps));
  switch (schedule.kind) {
    case 'constant':
      return schedule;
    case 'ramp':
      return { kind: 'ramp', steps: whole };
    case 'after':
      return { kind: 'after', step: whole };
  }
}

/** Steps until the full strength; null where it is there from the start. */
export function stepsOf(schedule: StrengthSchedule): number | null {
  switch (schedule.kind) {
    case 'constant':
      return null;
    case 'ramp':
      return schedule.steps;
    case 'after':
      return schedule.step;
  }
}

/** How the strength follows the step, in a sentence. */
export function scheduleSentence(schedule: StrengthSchedule): string {
  switch (schedule.kind) {
    case 'constant':
      return 'The whole strength from the first step on.';
    case 'ramp':
      return `None at first, rising to the whole strength at step ${count(schedule.steps)}.`;
    case 'after':
      return `None for ${counted(schedule.step, 'step')}, then the whole strength.`;
  }
}

/**
 * The strength over the steps as a line for drawing: points of an SVG polyline, over twice the steps that the schedule
 * takes, x from 0 to `width`, y from `height` (strength 0) to 0 (full strength).
 */
export function curvePoints(schedule: StrengthSchedule, width: number, height: number): string {
  const shown = 2 * (stepsOf(schedule) ?? 1);
  const point = (step: number, strength: number): string =>
    `${round((width * step) / shown)},${round(height * (1 - strength))}`;
  switch (schedule.kind) {
    case 'constant':
      return [point(0, 1), point(shown, 1)].join(' ');
    case 'ramp':
      return [point(0, 0), point(schedule.steps, 1), point(shown, 1)].join(' ');
    case 'after':
      return [point(0, 0), point(schedule.step, 0), point(schedule.step, 1), point(shown, 1)].join(' ');
  }
}

function round(value: number): number {
  return Number(value.toFixed(2));
}

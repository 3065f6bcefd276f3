import type { StrengthSchedule } from './schema';

/**
 * The strength that a training step uses.
 *
 * @param schedule `constant`: at once; `ramp`: linearly up over the first `steps` steps, the last of them at full
 *   strength; `after`: 0 in the first `step` steps, full from then on
 * @param step index of the step about to be taken, from 0
 * @param strength the full strength
 */
export function strengthAt(schedule: StrengthSchedule, step: number, strength: number): number {
  switch (schedule.kind) {
    case 'constant':
      return strength;
    case 'ramp':
      return strength * Math.min(1, (step + 1) / schedule.steps);
    case 'after':
      return step >= schedule.step ? strength : 0;
  }
}

import { cast } from '../operations/elementwise';
import { input } from '../symbolic';
import type { GradientRule } from './rule';

/** Between floating types dy is cast back; from integers and booleans nothing flows. */
export const castGradient: GradientRule = (node, dy) => {
  const { dtype } = input(node, 0);
  return [dtype === 'float32' || dtype === 'bfloat16' ? () => cast(dy, dtype) : null];
};

import { reluGrad } from '../operations/elementwise';
import { output } from '../symbolic';
import type { GradientRule } from './rule';

/** y = max(x, 0): dy where y > 0. */
export const reluGradient: GradientRule = (node, dy) => [() => reluGrad(dy, output(node, 0))];

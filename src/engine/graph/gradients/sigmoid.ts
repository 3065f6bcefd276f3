import { sigmoidGrad } from '../operations/elementwise';
import { output } from '../symbolic';
import type { GradientRule } from './rule';

/** y = sigmoid(x): dx = dy y (1 - y). */
export const sigmoidGradient: GradientRule = (node, dy) => [() => sigmoidGrad(output(node, 0), dy)];

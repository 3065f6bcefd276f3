import { multiply } from '../operations/arithmetic';
import { floatScalar } from '../operations/constants';
import { input } from '../symbolic';
import type { GradientRule } from './rule';

/** y = x^2: dx = 2 x dy. */
export const squareGradient: GradientRule = (node, dy) => [
  () => multiply(dy, multiply(floatScalar(dy.node.graph, 2), input(node, 0))),
];

import { divide, multiply } from '../operations/arithmetic';
import { floatScalar } from '../operations/constants';
import { output } from '../symbolic';
import type { GradientRule } from './rule';

/** y = sqrt(x): dx = dy / (2 y). */
export const squareRootGradient: GradientRule = (node, dy) => [
  () => divide(multiply(dy, floatScalar(dy.node.graph, 0.5)), output(node, 0)),
];

import { subtract } from '../operations/arithmetic';
import { floatScalar } from '../operations/constants';
import { input } from '../symbolic';
import type { GradientRule } from './rule';
import { unbroadcast } from './unbroadcast';

/** z = x - y: the second input's gradient is -dy. */
export const subtractGradient: GradientRule = (node, dy) => [
  () => unbroadcast(dy, input(node, 0)),
  () => unbroadcast(subtract(floatScalar(dy.node.graph, 0), dy), input(node, 1)),
];

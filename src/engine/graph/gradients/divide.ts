import { divide, multiply, subtract } from '../operations/arithmetic';
import { floatScalar } from '../operations/constants';
import { input, output } from '../symbolic';
import type { GradientRule } from './rule';
import { unbroadcast } from './unbroadcast';

/** z = x / y: dy / y, and -dy z / y. */
export const divideGradient: GradientRule = (node, dy) => {
  const y = input(node, 1);
  const zero = floatScalar(dy.node.graph, 0);
  return [
    () => unbroadcast(divide(dy, y), input(node, 0)),
    () => unbroadcast(subtract(zero, divide(multiply(dy, output(node, 0)), y)), y),
  ];
};

import { greaterEqual, multiply, subtract } from '../operations/arithmetic';
import { floatScalar } from '../operations/constants';
import { cast } from '../operations/elementwise';
import { input } from '../symbolic';
import type { GradientRule } from './rule';
import { unbroadcast } from './unbroadcast';

/** z = min(x, y): dy goes to the smaller one, to x where they are equal. */
export const minimumGradient: GradientRule = (node, dy) => {
  const [x, y] = [input(node, 0), input(node, 1)];
  const isX = cast(greaterEqual(y, x), dy.dtype);
  return [
    () => unbroadcast(multiply(dy, isX), x),
    () => unbroadcast(multiply(dy, subtract(floatScalar(dy.node.graph, 1), isX)), y),
  ];
};

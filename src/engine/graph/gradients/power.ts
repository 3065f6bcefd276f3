import { multiply, power, subtract } from '../operations/arithmetic';
import { floatScalar } from '../operations/constants';
import { input } from '../symbolic';
import type { GradientRule } from './rule';
import { unbroadcast } from './unbroadcast';

/** z = x^a: dx = dy a x^(a-1). The exponent is a constant and gets none. */
export const powerGradient: GradientRule = (node, dy) => {
  const [x, exponent] = [input(node, 0), input(node, 1)];
  const lowered = subtract(exponent, floatScalar(dy.node.graph, 1));
  return [() => unbroadcast(multiply(dy, multiply(exponent, power(x, lowered))), x), null];
};

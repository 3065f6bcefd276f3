import { multiply, subtract } from '../operations/arithmetic';
import { exponential } from '../operations/elementwise';
import { sum } from '../operations/reduce';
import { output } from '../symbolic';
import type { GradientRule } from './rule';

/** y = log softmax(x): dx = dy - sum(dy) softmax(x) along the last axis. */
export const logSoftmaxGradient: GradientRule = (node, dy) => [
  () => {
    const logP = output(node, 0);
    return subtract(dy, multiply(sum(dy, [logP.shape.length - 1], true), exponential(logP)));
  },
];

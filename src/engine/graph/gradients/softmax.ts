import { multiply, subtract } from '../operations/arithmetic';
import { sum } from '../operations/reduce';
import { output } from '../symbolic';
import type { GradientRule } from './rule';

/** p = softmax(x): dx = (dy - sum(dy p)) p along the last axis. */
export const softmaxGradient: GradientRule = (node, dy) => [
  () => {
    const p = output(node, 0);
    return multiply(subtract(dy, sum(multiply(dy, p), [p.shape.length - 1], true)), p);
  },
];

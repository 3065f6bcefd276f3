import { maxPoolGrad } from '../operations/pooling';
import { input, output } from '../symbolic';
import type { GradientRule } from './rule';

/** dy goes to the largest cell of each window. */
export const maxPoolGradient: GradientRule = (node, dy) => [
  () => maxPoolGrad(node, input(node, 0), output(node, 0), dy),
];

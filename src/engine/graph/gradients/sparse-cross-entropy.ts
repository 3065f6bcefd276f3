import { multiply } from '../operations/arithmetic';
import { reshape } from '../operations/shape';
import { output, staticShape } from '../symbolic';
import type { GradientRule } from './rule';

/** The forward node's second output is the gradient for the logits, p - [k = label]; labels get none. */
export const sparseCrossEntropyGradient: GradientRule = (node, dy) => [
  () => multiply(output(node, 1), reshape(dy, [...staticShape(dy), 1])),
  null,
];

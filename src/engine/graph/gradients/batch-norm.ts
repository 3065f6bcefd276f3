import { batchNormGrad } from '../operations/batch-norm';
import type { GraphNode } from '../symbolic';
import { output } from '../symbolic';
import type { GradientRule } from './rule';

/** One node gives dx, dscale and doffset; through batch mean and variance when they are the batch's own. */
export const batchNormGradient: GradientRule = (node, dy) => {
  let built: GraphNode | undefined;
  const part = (index: number) => () => {
    built ??= batchNormGrad(node, dy);
    return output(built, index);
  };
  return [part(0), part(1), part(2), null, null];
};

import { multiply } from '../operations/arithmetic';
import { floatScalar } from '../operations/constants';
import { input, output, sizeOf, staticShape } from '../symbolic';
import type { GradientRule } from './rule';
import { spread } from './spread';

/** Every cell gets dy over the number of cells averaged. */
export const meanGradient: GradientRule = (node, dy) => [
  () => {
    const share = sizeOf(staticShape(output(node, 0))) / sizeOf(staticShape(input(node, 0)));
    return multiply(spread(node, dy), floatScalar(dy.node.graph, share));
  },
  null,
];

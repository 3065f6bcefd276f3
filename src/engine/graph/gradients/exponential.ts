import { multiply } from '../operations/arithmetic';
import { output } from '../symbolic';
import type { GradientRule } from './rule';

/** y = exp(x): dx = dy y. */
export const exponentialGradient: GradientRule = (node, dy) => [() => multiply(dy, output(node, 0))];

import { relu6Grad } from '../operations/elementwise';
import { output } from '../symbolic';
import type { GradientRule } from './rule';

/** y = min(max(x, 0), 6): dy where 0 < y < 6. */
export const relu6Gradient: GradientRule = (node, dy) => [() => relu6Grad(dy, output(node, 0))];

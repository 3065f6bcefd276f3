import { reshape } from '../operations/shape';
import { input, staticShape } from '../symbolic';
import type { GradientRule } from './rule';

/** dy in the old shape. */
export const reshapeGradient: GradientRule = (node, dy) => [() => reshape(dy, staticShape(input(node, 0))), null];

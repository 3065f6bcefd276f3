import { resizeBilinearGrad } from '../operations/resize';
import { input } from '../symbolic';
import type { GradientRule } from './rule';

/** The transpose of the interpolation, with the same half-pixel centres. */
export const resizeBilinearGradient: GradientRule = (node, dy) => [() => resizeBilinearGrad(dy, input(node, 0)), null];

import { mirrorPadGrad } from '../operations/pad';
import { input } from '../symbolic';
import type { GradientRule } from './rule';

/** dy folded back over the mirrored borders. */
export const mirrorPadGradient: GradientRule = (node, dy) => [
  () => mirrorPadGrad(node, input(node, 0), input(node, 1), dy),
  null,
];

import { biasAddGrad } from '../operations/convolution';
import type { GradientRule } from './rule';

/** y = x + b: dy, and for the bias its sum over all axes but the last. */
export const biasAddGradient: GradientRule = (_node, dy) => [() => dy, () => biasAddGrad(dy)];

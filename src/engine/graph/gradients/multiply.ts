import { multiply } from '../operations/arithmetic';
import { input } from '../symbolic';
import type { GradientRule } from './rule';
import { unbroadcast } from './unbroadcast';

/** z = x y: each input's gradient is dy times the other. */
export const multiplyGradient: GradientRule = (node, dy) => [
  () => unbroadcast(multiply(dy, input(node, 1)), input(node, 0)),
  () => unbroadcast(multiply(dy, input(node, 0)), input(node, 1)),
];

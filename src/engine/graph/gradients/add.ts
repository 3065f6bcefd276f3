import { input } from '../symbolic';
import type { GradientRule } from './rule';
import { unbroadcast } from './unbroadcast';

/** z = x + y: dx = dy, dy = dy, summed over what was broadcast. */
export const addGradient: GradientRule = (node, dy) => [
  () => unbroadcast(dy, input(node, 0)),
  () => unbroadcast(dy, input(node, 1)),
];

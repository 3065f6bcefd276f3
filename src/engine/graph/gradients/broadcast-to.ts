import { input } from '../symbolic';
import type { GradientRule } from './rule';
import { unbroadcast } from './unbroadcast';

/** Each repeated cell gets the sum over its copies. */
export const broadcastToGradient: GradientRule = (node, dy) => [() => unbroadcast(dy, input(node, 0)), null];

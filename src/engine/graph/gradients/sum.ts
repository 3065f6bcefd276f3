import type { GradientRule } from './rule';
import { spread } from './spread';

/** Every summed cell gets dy. */
export const sumGradient: GradientRule = (node, dy) => [() => spread(node, dy), null];

import type { GradientRule } from './rule';

/** y = x: dx = dy. */
export const identityGradient: GradientRule = (_node, dy) => [() => dy];

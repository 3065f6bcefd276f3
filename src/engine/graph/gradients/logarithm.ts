import { divide } from '../operations/arithmetic';
import { input } from '../symbolic';
import type { GradientRule } from './rule';

/** y = log(x): dx = dy / x. */
export const logarithmGradient: GradientRule = (node, dy) => [() => divide(dy, input(node, 0))];

import { slice } from '../operations/shape';
import { input, staticShape } from '../symbolic';
import { constantInts } from './constant-ints';
import type { GradientRule } from './rule';

/** The inner part of dy. */
export const zeroPadGradient: GradientRule = (node, dy) => [
  () => {
    const paddings = constantInts(input(node, 1));
    const size = staticShape(input(node, 0));
    return slice(
      dy,
      size.map((_, axis) => paddings[axis * 2] ?? 0),
      size,
    );
  },
  null,
];

import { zeroPad } from '../operations/pad';
import { input, output, staticShape } from '../symbolic';
import { constantInts } from './constant-ints';
import type { GradientRule } from './rule';

/** dy in its place, zeros around it. Begin must be a constant. */
export const sliceGradient: GradientRule = (node, dy) => [
  () => {
    const begin = constantInts(input(node, 1));
    const whole = staticShape(input(node, 0));
    const size = staticShape(output(node, 0));
    return zeroPad(
      dy,
      whole.map((length, axis) => {
        const before = begin[axis] ?? 0;
        return [before, length - before - (size[axis] ?? 0)];
      }),
    );
  },
  null,
  null,
];

import { slice } from '../operations/shape';
import { input, staticShape } from '../symbolic';
import { constantInts } from './constant-ints';
import type { GradientRule } from './rule';

/** Each part gets its slice of dy. */
export const concatGradient: GradientRule = (node, dy) => {
  const values = node.inputs.slice(0, -1);
  const axis = constantInts(input(node, values.length))[0] ?? 0;
  let begin = 0;
  const parts = values.map((value) => {
    const size = staticShape(value);
    const from = size.map((_, i) => (i === axis ? begin : 0));
    begin += size[axis] ?? 0;
    return () => slice(dy, from, size);
  });
  return [...parts, null];
};

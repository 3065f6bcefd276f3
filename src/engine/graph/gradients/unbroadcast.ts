import { sum } from '../operations/reduce';
import { reshape } from '../operations/shape';
import type { Value } from '../symbolic';
import { staticShape } from '../symbolic';

/** Sums a gradient over the axes along which `x` was repeated, back to the shape of `x`. */
export function unbroadcast(gradient: Value, x: Value): Value {
  const target = staticShape(x);
  const source = staticShape(gradient);
  const lead = source.length - target.length;
  const axes = source.flatMap((size, axis) => (axis < lead || (target[axis - lead] === 1 && size !== 1) ? [axis] : []));
  return axes.length === 0 ? gradient : reshape(sum(gradient, axes), target);
}

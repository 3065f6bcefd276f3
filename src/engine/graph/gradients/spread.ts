import { broadcastTo, reshape } from '../operations/shape';
import type { GraphNode, Value } from '../symbolic';
import { input, staticShape } from '../symbolic';
import { constantInts } from './constant-ints';

/** The gradient of a reduction given to every cell that went into it. */
export function spread(node: GraphNode, dy: Value): Value {
  const shape = staticShape(input(node, 0));
  const axes = constantInts(input(node, 1));
  const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return broadcastTo(reshape(dy, kept), shape);
}

import type { Shape, Value } from '../symbolic';
import { addValue } from '../symbolic';
import { intConstant, intVector } from './constants';

/** Sum over `axes` (all of them where absent). */
export function sum(x: Value, axes: readonly number[] = allAxes(x), keepsAxes = false): Value {
  return reduce('Sum', x, axes, keepsAxes);
}

/** Mean over `axes` (all of them where absent); over [1, 2] of [B,H,W,C] the global average. */
export function mean(x: Value, axes: readonly number[] = allAxes(x), keepsAxes = false): Value {
  return reduce('Mean', x, axes, keepsAxes);
}

/** Index of the largest entry along `axis`, int32; the first of equals. */
export function argMax(x: Value, axis: number): Value {
  const graph = x.node.graph;
  const along = axis < 0 ? x.shape.length + axis : axis;
  return addValue(graph, {
    op: 'ArgMax',
    inputs: [x, intConstant(graph, [along], [])],
    attributes: { T: { type: x.dtype }, Tidx: { type: 'int32' }, output_type: { type: 'int32' } },
    outputs: [{ shape: x.shape.filter((_, i) => i !== along), dtype: 'int32' }],
  });
}

function allAxes(x: Value): number[] {
  return x.shape.map((_, axis) => axis);
}

function reduce(op: string, x: Value, axes: readonly number[], keepsAxes: boolean): Value {
  const shape: Shape = keepsAxes
    ? x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
    : x.shape.filter((_, axis) => !axes.includes(axis));
  return addValue(x.node.graph, {
    op,
    inputs: [x, intVector(x.node.graph, axes)],
    attributes: { T: { type: x.dtype }, Tidx: { type: 'int32' }, keep_dims: { flag: keepsAxes } },
    outputs: [{ shape, dtype: x.dtype }],
  });
}

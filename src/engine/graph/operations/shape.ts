import type { Dimension, Shape, Value } from '../symbolic';
import { addValue, isStatic, sizeOf } from '../symbolic';
import { intConstant, intVector } from './constants';

/** The run-time shape, int32 [rank]. */
export function shapeOf(x: Value): Value {
  return addValue(x.node.graph, {
    op: 'Shape',
    inputs: [x],
    attributes: { T: { type: x.dtype }, out_type: { type: 'int32' } },
    outputs: [{ shape: [x.shape.length], dtype: 'int32' }],
  });
}

/** Row-major reshape; one size may be -1 and is worked out. */
export function reshape(x: Value, sizes: readonly number[]): Value {
  return addValue(x.node.graph, {
    op: 'Reshape',
    inputs: [x, intVector(x.node.graph, sizes)],
    attributes: { T: { type: x.dtype }, Tshape: { type: 'int32' } },
    outputs: [{ shape: resolve(x.shape, sizes), dtype: x.dtype }],
  });
}

/** Reshape to sizes that are known only at run time, int32 [rank]; `shape` says what is known of them. */
export function reshapeTo(x: Value, sizes: Value, shape: Shape): Value {
  return addValue(x.node.graph, {
    op: 'Reshape',
    inputs: [x, sizes],
    attributes: { T: { type: x.dtype }, Tshape: { type: 'int32' } },
    outputs: [{ shape, dtype: x.dtype }],
  });
}

export function concat(values: readonly [Value, ...Value[]], axis: number): Value {
  const first = values[0];
  const graph = first.node.graph;
  const along = axis < 0 ? first.shape.length + axis : axis;
  const shape = first.shape.map((size, i): Dimension => {
    const sizes: Shape = values.map((value) => value.shape[i] ?? null);
    if (i === along) return isStatic(sizes) ? sizes.reduce((a, b) => a + b, 0) : null;
    return size ?? sizes.find((other) => other !== null) ?? null;
  });
  return addValue(graph, {
    op: 'ConcatV2',
    inputs: [...values, intConstant(graph, [along], [])],
    attributes: { T: { type: first.dtype }, N: { int: values.length }, Tidx: { type: 'int32' } },
    outputs: [{ shape, dtype: first.dtype }],
  });
}

/** x from `begin`, `size` cells along each axis; -1 is all that is left. */
export function slice(x: Value, begin: readonly number[], size: readonly number[]): Value {
  const shape = size.map((count, axis): Dimension => {
    if (count >= 0) return count;
    const length = x.shape[axis] ?? null;
    return length === null ? null : length - (begin[axis] ?? 0);
  });
  return sliceBy(x, intVector(x.node.graph, begin), intVector(x.node.graph, size), shape);
}

/** As {@link slice} with begin and size int32 [rank] at run time; `shape` says what is known of the result. */
export function sliceBy(x: Value, begin: Value, size: Value, shape: Shape): Value {
  return addValue(x.node.graph, {
    op: 'Slice',
    inputs: [x, begin, size],
    attributes: { T: { type: x.dtype }, Index: { type: 'int32' } },
    outputs: [{ shape, dtype: x.dtype }],
  });
}

/** Entries begin..end-1 of a vector. */
export function stridedSlice(x: Value, begin: number, end: number): Value {
  return strided(x, begin, end, false);
}

/** One entry of a vector, as a scalar. */
export function entry(x: Value, index: number): Value {
  return strided(x, index, index + 1, true);
}

/** x repeated to a fixed shape that it broadcasts to. */
export function broadcastTo(x: Value, shape: readonly number[]): Value {
  return addValue(x.node.graph, {
    op: 'BroadcastTo',
    inputs: [x, intVector(x.node.graph, shape)],
    attributes: { T: { type: x.dtype }, Tidx: { type: 'int32' } },
    outputs: [{ shape, dtype: x.dtype }],
  });
}

/** Scalars side by side: a vector. */
export function pack(scalars: readonly [Value, ...Value[]]): Value {
  return addValue(scalars[0].node.graph, {
    op: 'Pack',
    inputs: scalars,
    attributes: { T: { type: scalars[0].dtype }, N: { int: scalars.length }, axis: { int: 0 } },
    outputs: [{ shape: [scalars.length], dtype: scalars[0].dtype }],
  });
}

/** 0, 1, ... limit-1 as int32. */
export function range(limit: Value): Value {
  const graph = limit.node.graph;
  return addValue(graph, {
    op: 'Range',
    inputs: [intConstant(graph, [0], []), limit, intConstant(graph, [1], [])],
    attributes: { Tidx: { type: 'int32' } },
    outputs: [{ shape: [null], dtype: 'int32' }],
  });
}

/** x at the given int32 indices along an axis. */
export function gather(x: Value, indices: Value, axis: number): Value {
  const graph = x.node.graph;
  return addValue(graph, {
    op: 'GatherV2',
    inputs: [x, indices, intConstant(graph, [axis], [])],
    attributes: { Tparams: { type: x.dtype }, Tindices: { type: 'int32' }, Taxis: { type: 'int32' } },
    outputs: [{ shape: x.shape.map((size, i) => (i === axis ? (indices.shape[0] ?? null) : size)), dtype: x.dtype }],
  });
}

function strided(x: Value, begin: number, end: number, isOne: boolean): Value {
  const graph = x.node.graph;
  return addValue(graph, {
    op: 'StridedSlice',
    inputs: [x, intVector(graph, [begin]), intVector(graph, [end]), intVector(graph, [1])],
    attributes: { T: { type: x.dtype }, Index: { type: 'int32' }, shrink_axis_mask: { int: isOne ? 1 : 0 } },
    outputs: [{ shape: isOne ? [] : [end - begin], dtype: x.dtype }],
  });
}

function resolve(from: Shape, sizes: readonly number[]): Shape {
  if (!sizes.includes(-1)) return sizes;
  const known = sizes.filter((size) => size !== -1).reduce((a, b) => a * b, 1);
  const open = isStatic(from) ? sizeOf(from) / known : null;
  return sizes.map((size) => (size === -1 ? open : size));
}

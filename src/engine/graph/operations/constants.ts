import type { DType, Graph, Shape, TensorLiteral, Value } from '../symbolic';
import { addValue, sizeOf } from '../symbolic';

/** A float32 constant; `values` row-major, as many as `shape` holds. */
export function floatConstant(
  graph: Graph,
  values: ArrayLike<number>,
  shape: readonly number[],
  name = 'Const',
): Value {
  checkCount(values.length, shape, name);
  return literal(graph, { dtype: 'float32', shape, bytes: littleEndian(values, 'float32') }, name);
}

/** An int32 constant; `values` row-major, as many as `shape` holds. */
export function intConstant(graph: Graph, values: ArrayLike<number>, shape: readonly number[], name = 'Const'): Value {
  checkCount(values.length, shape, name);
  return literal(graph, { dtype: 'int32', shape, bytes: littleEndian(values, 'int32') }, name);
}

export function floatScalar(graph: Graph, value: number): Value {
  return floatConstant(graph, [value], []);
}

/** A list of int32, as shapes, axes and sizes are given. */
export function intVector(graph: Graph, values: readonly number[]): Value {
  return intConstant(graph, values, [values.length]);
}

/** An input fed at run time. */
export function placeholder(graph: Graph, name: string, dtype: DType, shape: Shape): Value {
  return addValue(graph, {
    op: 'Placeholder',
    name,
    attributes: { dtype: { type: dtype }, shape: { shape } },
    outputs: [{ shape, dtype }],
  });
}

function literal(graph: Graph, tensor: TensorLiteral, name: string): Value {
  return addValue(graph, {
    op: 'Const',
    name,
    attributes: { dtype: { type: tensor.dtype }, value: { tensor } },
    outputs: [{ shape: tensor.shape, dtype: tensor.dtype }],
  });
}

function littleEndian(values: ArrayLike<number>, dtype: 'float32' | 'int32'): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) {
    if (dtype === 'float32') view.setFloat32(i * 4, values[i] ?? 0, true);
    else view.setInt32(i * 4, values[i] ?? 0, true);
  }
  return bytes;
}

function checkCount(count: number, shape: readonly number[], name: string): void {
  if (count !== sizeOf(shape)) throw new Error(`${name}: ${count} values do not fill [${shape.join(', ')}]`);
}

import type * as tf from '@tensorflow/tfjs-node-gpu';
import type { Value } from '../../../../../src/engine/graph/symbolic';
import { separatedValues, uniformValues } from '../random-values';

export const positive = (count: number, seed: number): Float32Array => uniformValues(count, seed, 0.5, 2);
export const moderate = (count: number, seed: number): Float32Array => uniformValues(count, seed, -1, 1);

/** Two operands: expressions of one or two values in the types that the callbacks need. */
export function two(operation: (x: Value, y: Value) => Value): (values: Value[]) => Value {
  return ([x, y]) => operation(given(x), given(y));
}
export function one(operation: (x: Value) => Value): (values: Value[]) => Value {
  return ([x]) => operation(given(x));
}
export function eagerTwo(operation: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor): (values: tf.Tensor[]) => tf.Tensor {
  return ([x, y]) => operation(given(x), given(y));
}
export function eagerOne(operation: (x: tf.Tensor) => tf.Tensor): (values: tf.Tensor[]) => tf.Tensor {
  return ([x]) => operation(given(x));
}

/** Numbers apart from each other, and those of an odd seed apart from those of an even one. */
export const interleaved = (count: number, seed: number): Float32Array =>
  separatedValues(count, seed).map((value) => value + (seed % 2) * 0.025);

/** A value that an expression of so many operands has. */
export function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('an operand is missing');
  return value;
}

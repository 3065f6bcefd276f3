import type { Dimension, Shape, Value } from '../symbolic';
import { addValue } from '../symbolic';

// Element by element, with broadcasting as in NumPy.
export const add = (x: Value, y: Value): Value => binary('AddV2', x, y);
export const subtract = (x: Value, y: Value): Value => binary('Sub', x, y);
export const multiply = (x: Value, y: Value): Value => binary('Mul', x, y);
export const divide = (x: Value, y: Value): Value => binary('RealDiv', x, y);
export const maximum = (x: Value, y: Value): Value => binary('Maximum', x, y);
export const minimum = (x: Value, y: Value): Value => binary('Minimum', x, y);
export const floorMod = (x: Value, y: Value): Value => binary('FloorMod', x, y);
/** x^y, x >= 0. */
export const power = (x: Value, y: Value): Value => binary('Pow', x, y);
/** Boolean: x > y. */
export const greater = (x: Value, y: Value): Value => binary('Greater', x, y);
/** Boolean: x >= y. */
export const greaterEqual = (x: Value, y: Value): Value => binary('GreaterEqual', x, y);

/** The shape of x op y. @throws Error where two fixed sizes differ and neither is 1 */
export function broadcastShape(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const p = a[axis - rank + a.length] ?? (axis < rank - a.length ? 1 : null);
    const q = b[axis - rank + b.length] ?? (axis < rank - b.length ? 1 : null);
    return broadcastDimension(p, q);
  });
}

function broadcastDimension(p: Dimension, q: Dimension): Dimension {
  if (p === 1) return q;
  if (q === 1 || p === q) return p;
  if (p === null) return q;
  if (q === null) return p;
  throw new Error(`sizes ${p} and ${q} do not broadcast`);
}

function binary(op: string, x: Value, y: Value): Value {
  if (x.dtype !== y.dtype) throw new Error(`${op} of ${x.dtype} and ${y.dtype}`);
  const isComparison = op === 'Greater' || op === 'GreaterEqual';
  return addValue(x.node.graph, {
    op,
    inputs: [x, y],
    attributes: { T: { type: x.dtype } },
    outputs: [{ shape: broadcastShape(x.shape, y.shape), dtype: isComparison ? 'bool' : x.dtype }],
  });
}

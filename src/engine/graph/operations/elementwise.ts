import type { DType, Value } from '../symbolic';
import { addValue } from '../symbolic';

// One value in, one of the same shape out.
export const square = (x: Value): Value => unary('Square', x);
export const squareRoot = (x: Value): Value => unary('Sqrt', x);
export const exponential = (x: Value): Value => unary('Exp', x);
/** Natural logarithm. */
export const logarithm = (x: Value): Value => unary('Log', x);
export const sigmoid = (x: Value): Value => unary('Sigmoid', x);
export const relu = (x: Value): Value => unary('Relu', x);
/** min(max(x, 0), 6) */
export const relu6 = (x: Value): Value => unary('Relu6', x);

/** dx of ReLU from dy and ReLU's output. */
export const reluGrad = (dy: Value, y: Value): Value => withTwo('ReluGrad', dy, y);
/** dx of ReLU6 from dy and ReLU6's output. */
export const relu6Grad = (dy: Value, y: Value): Value => withTwo('Relu6Grad', dy, y);
/** dx of the sigmoid from its output and dy. */
export const sigmoidGrad = (y: Value, dy: Value): Value => withTwo('SigmoidGrad', y, dy);

/** Another element type; the same value where it is that already. */
export function cast(x: Value, dtype: DType): Value {
  if (x.dtype === dtype) return x;
  return addValue(x.node.graph, {
    op: 'Cast',
    inputs: [x],
    attributes: { SrcT: { type: x.dtype }, DstT: { type: dtype } },
    outputs: [{ shape: x.shape, dtype }],
  });
}

function unary(op: string, x: Value): Value {
  return addValue(x.node.graph, {
    op,
    inputs: [x],
    attributes: { T: { type: x.dtype } },
    outputs: [{ shape: x.shape, dtype: x.dtype }],
  });
}

function withTwo(op: string, a: Value, b: Value): Value {
  return addValue(a.node.graph, {
    op,
    inputs: [a, b],
    attributes: { T: { type: a.dtype } },
    outputs: [{ shape: a.shape, dtype: a.dtype }],
  });
}

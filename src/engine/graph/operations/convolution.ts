import type { Attribute, Dimension, Shape, Value } from '../symbolic';
import { addValue, staticDimension, staticShape } from '../symbolic';
import { intVector } from './constants';

export type Padding = 'SAME' | 'VALID';

/**
 * Convolution of x [B,H,W,C] with kernel [h,w,C,D] to [B,H',W',D].
 * @param stride step along both axes; SAME pads so that H' = ceil(H / stride)
 */
export function conv2d(x: Value, kernel: Value, stride = 1, padding: Padding = 'SAME'): Value {
  if (staticDimension(x, 3) !== staticDimension(kernel, 2)) {
    throw new Error(`${x.node.name}: ${x.shape[3]} channels into a kernel for ${kernel.shape[2]}`);
  }
  return convolution('Conv2D', x, kernel, stride, padding, staticDimension(kernel, 3));
}

/** Each channel by itself: x [B,H,W,C] with kernel [h,w,C,m] to [B,H',W',C*m]. */
export function depthwiseConv2d(x: Value, kernel: Value, stride = 1, padding: Padding = 'SAME'): Value {
  const channels = staticDimension(kernel, 2) * staticDimension(kernel, 3);
  return convolution('DepthwiseConv2dNative', x, kernel, stride, padding, channels);
}

/** Gradient for the input of a convolution (`op` Conv2D or DepthwiseConv2dNative) from dy. */
export function convolutionBackpropInput(
  op: string,
  x: Value,
  kernel: Value,
  dy: Value,
  attributes: Attributes,
): Value {
  return addValue(x.node.graph, {
    op: `${op}BackpropInput`,
    inputs: [intVector(x.node.graph, staticShape(x)), kernel, dy],
    attributes,
    outputs: [{ shape: x.shape, dtype: x.dtype }],
  });
}

/** Gradient for the kernel of a convolution (`op` Conv2D or DepthwiseConv2dNative) from dy. */
export function convolutionBackpropFilter(
  op: string,
  x: Value,
  kernel: Value,
  dy: Value,
  attributes: Attributes,
): Value {
  return addValue(x.node.graph, {
    op: `${op}BackpropFilter`,
    inputs: [x, intVector(x.node.graph, staticShape(kernel)), dy],
    attributes,
    outputs: [{ shape: kernel.shape, dtype: kernel.dtype }],
  });
}

/** x [..., C] + bias [C] */
export function biasAdd(x: Value, bias: Value): Value {
  return addValue(x.node.graph, {
    op: 'BiasAdd',
    inputs: [x, bias],
    attributes: { T: { type: x.dtype } },
    outputs: [{ shape: x.shape, dtype: x.dtype }],
  });
}

/** Sum of dy over all axes but the last. */
export function biasAddGrad(dy: Value): Value {
  return addValue(dy.node.graph, {
    op: 'BiasAddGrad',
    inputs: [dy],
    attributes: { T: { type: dy.dtype } },
    outputs: [{ shape: dy.shape.slice(-1), dtype: dy.dtype }],
  });
}

/** Output size of a window of `size` cells moved by `stride`. */
export function windowedSize(length: Dimension, size: number, stride: number, padding: Padding): Dimension {
  if (length === null) return null;
  return Math.ceil((padding === 'SAME' ? length : length - size + 1) / stride);
}

type Attributes = Readonly<Record<string, Attribute>>;

function convolution(op: string, x: Value, kernel: Value, stride: number, padding: Padding, channels: number): Value {
  const [batch = null, height = null, width = null] = x.shape;
  const shape: Shape = [
    batch,
    windowedSize(height, staticDimension(kernel, 0), stride, padding),
    windowedSize(width, staticDimension(kernel, 1), stride, padding),
    channels,
  ];
  return addValue(x.node.graph, {
    op,
    inputs: [x, kernel],
    attributes: { T: { type: x.dtype }, strides: { ints: [1, stride, stride, 1] }, padding: { text: padding } },
    outputs: [{ shape, dtype: x.dtype }],
  });
}

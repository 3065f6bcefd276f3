import type { GraphNode, Value } from '../symbolic';
import { addValue } from '../symbolic';
import { windowedSize } from './convolution';

/** Largest of each size x size window, windows side by side: [B,H,W,C] to [B,ceil(H/size),ceil(W/size),C]. */
export function maxPool(x: Value, size = 2): Value {
  const [batch = null, height = null, width = null, channels = null] = x.shape;
  return addValue(x.node.graph, {
    op: 'MaxPool',
    inputs: [x],
    attributes: {
      T: { type: x.dtype },
      ksize: { ints: [1, size, size, 1] },
      strides: { ints: [1, size, size, 1] },
      padding: { text: 'SAME' },
    },
    outputs: [
      {
        shape: [batch, windowedSize(height, size, size, 'SAME'), windowedSize(width, size, size, 'SAME'), channels],
        dtype: x.dtype,
      },
    ],
  });
}

/** dx of a MaxPool node from dy: all of it to the first largest cell of each window. */
export function maxPoolGrad(forward: GraphNode, x: Value, y: Value, dy: Value): Value {
  return addValue(dy.node.graph, {
    op: 'MaxPoolGrad',
    inputs: [x, y, dy],
    attributes: forward.attributes,
    outputs: [{ shape: x.shape, dtype: x.dtype }],
  });
}

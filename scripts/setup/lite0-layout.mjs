import { gather, rowMajor } from '../archive/strided.mjs';

/** @typedef {import('../archive/torch-file.mjs').Tensor} Tensor */

/**
 * The same tensor with TensorFlow's order of axes: convolutions [out, in, h, w] become [h, w, in, out], depthwise ones
 * [c, 1, h, w] become [h, w, c, 1], the classifier [out, in] becomes [in, out].
 * @param {string} name
 * @param {Tensor} tensor
 * @returns {Tensor}
 */
export function toTensorflowLayout(name, tensor) {
  const { shape } = tensor;
  if (shape.length === 2) return { shape: [shape[1], shape[0]], values: transpose(tensor, [1, 0]) };
  if (shape.length !== 4) return tensor;
  const [out, input, height, width] = shape;
  // With one input channel, [h, w, 1, c] and [h, w, c, 1] are the same values in the same order.
  const isDepthwise = name.includes('depthwise');
  const last = isDepthwise ? [out, input] : [input, out];
  return { shape: [height, width, ...last], values: transpose(tensor, [2, 3, 1, 0]) };
}

/** @param {Tensor} tensor @param {number[]} order which axis comes first, second, ... @returns {Float32Array} */
function transpose({ shape, values }, order) {
  const strides = rowMajor(shape);
  return gather(
    values,
    0,
    order.map((axis) => shape[axis]),
    order.map((axis) => strides[axis]),
  );
}

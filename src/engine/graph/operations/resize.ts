import type { Shape, Value } from '../symbolic';
import { addValue, isStatic } from '../symbolic';
import { intVector } from './constants';
import { shapeOf, stridedSlice } from './shape';

/**
 * Bilinear resize of x [B,H,W,C] float32 to the height and width of `like`, with half-pixel centres (cell i covers
 * [i, i+1), as in Pillow, PyTorch's align_corners=False and Keras).
 */
export function resizeBilinearLike(x: Value, like: Value): Value {
  const graph = x.node.graph;
  const size = like.shape.slice(1, 3);
  return resize(x, isStatic(size) ? intVector(graph, size) : stridedSlice(shapeOf(like), 1, 3), size);
}

/** Bilinear resize of x [B,H,W,C] float32 to a fixed height and width, half-pixel centres. */
export function resizeBilinear(x: Value, height: number, width: number): Value {
  return resize(x, intVector(x.node.graph, [height, width]), [height, width]);
}

/** dx of a ResizeBilinear from dy; `x` gives the original size. */
export function resizeBilinearGrad(dy: Value, x: Value): Value {
  return addValue(dy.node.graph, {
    op: 'ResizeBilinearGrad',
    inputs: [dy, x],
    attributes: { T: { type: x.dtype }, half_pixel_centers: { flag: true } },
    outputs: [{ shape: x.shape, dtype: x.dtype }],
  });
}

function resize(x: Value, size: Value, spatial: Shape): Value {
  const [batch = null, , , channels = null] = x.shape;
  return addValue(x.node.graph, {
    op: 'ResizeBilinear',
    inputs: [x, size],
    attributes: { T: { type: x.dtype }, half_pixel_centers: { flag: true } },
    outputs: [{ shape: [batch, ...spatial, channels], dtype: 'float32' }],
  });
}

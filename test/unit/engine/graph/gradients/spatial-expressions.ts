import * as tf from '@tensorflow/tfjs-node-gpu';
import { batchNormInference, batchNormTraining } from '../../../../../src/engine/graph/operations/batch-norm';
import { floatConstant } from '../../../../../src/engine/graph/operations/constants';
import { biasAdd, conv2d, depthwiseConv2d } from '../../../../../src/engine/graph/operations/convolution';
import { mirrorPad, zeroPad } from '../../../../../src/engine/graph/operations/pad';
import { maxPool } from '../../../../../src/engine/graph/operations/pooling';
import { mean, sum } from '../../../../../src/engine/graph/operations/reduce';
import { resizeBilinear } from '../../../../../src/engine/graph/operations/resize';
import { broadcastTo, concat, reshape, slice } from '../../../../../src/engine/graph/operations/shape';
import type { Expression } from './expression';

import { eagerOne, eagerTwo, given, moderate, one, two } from './operands';

const four = (x: tf.Tensor): tf.Tensor4D =>
  tf.reshape(x, [x.shape[0] ?? 0, x.shape[1] ?? 0, x.shape[2] ?? 0, x.shape[3] ?? 0]);

const layerExpressions: Expression[] = [
  ...(['SAME', 'VALID'] as const).flatMap((padding) =>
    [1, 2].map(
      (stride): Expression => ({
        name: `a ${padding} convolution of stride ${stride}`,
        shapes: [
          [2, 5, 6, 3],
          [3, 3, 3, 4],
        ],
        build: two((x, kernel) => conv2d(x, kernel, stride, padding)),
        eager: eagerTwo((x, kernel) => tf.conv2d(four(x), four(kernel), stride, padding === 'SAME' ? 'same' : 'valid')),
        start: moderate,
      }),
    ),
  ),
  ...[1, 2].map(
    (stride): Expression => ({
      name: `a depthwise convolution of stride ${stride}`,
      shapes: [
        [2, 6, 5, 3],
        [3, 3, 3, 1],
      ],
      build: two((x, kernel) => depthwiseConv2d(x, kernel, stride)),
      eager: eagerTwo((x, kernel) => tf.depthwiseConv2d(four(x), four(kernel), stride, 'same')),
      start: moderate,
    }),
  ),
  { name: 'a bias', shapes: [[2, 3, 3, 4], [4]], build: two(biasAdd), eager: eagerTwo(tf.add) },
  {
    name: 'a batch norm by batch statistics',
    shapes: [[2, 3, 4, 3], [3], [3]],
    build: ([x, scale, offset]) => {
      return batchNormTraining(given(x), given(scale), given(offset), 1e-3).y;
    },
    eager: ([x, scale, offset]) => {
      const { mean: center, variance } = tf.moments(given(x), [0, 1, 2]);
      return tf.add(
        tf.mul(tf.div(tf.sub(given(x), center), tf.sqrt(tf.add(variance, 1e-3))), given(scale)),
        given(offset),
      );
    },
    start: moderate,
  },
  {
    name: 'a batch norm by given statistics',
    shapes: [[2, 3, 4, 2], [2], [2]],
    build: ([x, scale, offset], graph) => {
      const statistics = {
        mean: floatConstant(graph, [0.1, -0.2], [2]),
        variance: floatConstant(graph, [0.5, 2], [2]),
      };
      return batchNormInference(given(x), given(scale), given(offset), statistics, 1e-3);
    },
    eager: ([x, scale, offset]) => {
      const spread = tf.sqrt(tf.add(tf.tensor1d([0.5, 2]), 1e-3));
      return tf.add(tf.mul(tf.div(tf.sub(given(x), tf.tensor1d([0.1, -0.2])), spread), given(scale)), given(offset));
    },
    start: moderate,
  },
  {
    name: 'a max pooling of an odd size',
    shapes: [[2, 5, 6, 2]],
    build: one((x) => maxPool(x)),
    eager: eagerOne((x) => tf.maxPool(four(x), 2, 2, 'same')),
  },
  // No eager peer: tfjs leaves half_pixel_centers out of its gradient.
  { name: 'a bilinear upsampling', shapes: [[2, 3, 4, 2]], build: one((x) => resizeBilinear(x, 6, 8)) },
  { name: 'a bilinear shrinking', shapes: [[1, 6, 8, 2]], build: one((x) => resizeBilinear(x, 4, 3)) },
];

const shapeExpressions: Expression[] = [
  {
    name: 'a reshape',
    shapes: [[2, 6]],
    build: one((x) => reshape(x, [3, -1])),
    eager: eagerOne((x) => tf.reshape(x, [3, 4])),
  },
  {
    name: 'a repetition',
    shapes: [[1, 3]],
    build: one((x) => broadcastTo(x, [2, 4, 3])),
    eager: eagerOne((x) => tf.mul(x, tf.ones([2, 4, 3]))),
  },
  {
    name: 'a concatenation',
    shapes: [
      [2, 3, 1],
      [2, 3, 4],
    ],
    build: two((x, y) => concat([x, y], 2)),
    eager: eagerTwo((x, y) => tf.concat([x, y], 2)),
  },
  {
    name: 'a slice',
    shapes: [[4, 5]],
    build: one((x) => slice(x, [1, 2], [2, -1])),
    eager: eagerOne((x) => tf.slice(x, [1, 2], [2, 3])),
  },
  {
    name: 'a zero padding',
    shapes: [[2, 3]],
    build: one((x) =>
      zeroPad(x, [
        [1, 0],
        [2, 1],
      ]),
    ),
    eager: eagerOne((x) =>
      tf.pad(x, [
        [1, 0],
        [2, 1],
      ]),
    ),
  },
  {
    name: 'a reflecting padding',
    shapes: [[4, 5]],
    build: one((x) =>
      mirrorPad(
        x,
        [
          [1, 3],
          [2, 4],
        ],
        'REFLECT',
      ),
    ),
  },
  {
    name: 'a symmetric padding',
    shapes: [[4, 5]],
    build: one((x) =>
      mirrorPad(
        x,
        [
          [1, 4],
          [2, 5],
        ],
        'SYMMETRIC',
      ),
    ),
  },
  {
    name: 'a sum over axes',
    shapes: [[2, 3, 4]],
    build: one((x) => sum(x, [0, 2])),
    eager: eagerOne((x) => tf.sum(x, [0, 2])),
  },
  {
    name: 'a global average',
    shapes: [[2, 3, 4, 2]],
    build: one((x) => mean(x, [1, 2], true)),
    eager: eagerOne((x) => tf.mean(x, [1, 2], true)),
  },
];

export const spatialExpressions = [...layerExpressions, ...shapeExpressions];

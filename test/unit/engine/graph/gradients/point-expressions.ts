import * as tf from '@tensorflow/tfjs-node-gpu';
import * as arithmetic from '../../../../../src/engine/graph/operations/arithmetic';
import { floatScalar, intConstant } from '../../../../../src/engine/graph/operations/constants';
import * as elementwise from '../../../../../src/engine/graph/operations/elementwise';
import * as softmax from '../../../../../src/engine/graph/operations/softmax';
import { afterwards } from '../../../../../src/engine/graph/operations/variables';
import type { Expression } from './expression';

import { eagerOne, eagerTwo, given, interleaved, moderate, one, positive, two } from './operands';

const labels = [2, 0, 1, 1, 2, 0];

const elementwiseExpressions: Expression[] = [
  {
    name: 'a sum',
    shapes: [
      [2, 3],
      [2, 3],
    ],
    build: two(arithmetic.add),
    eager: eagerTwo(tf.add),
  },
  { name: 'a broadcast sum', shapes: [[2, 3], [3]], build: two(arithmetic.add), eager: eagerTwo(tf.add) },
  {
    name: 'a difference, broadcast',
    shapes: [
      [2, 1],
      [2, 3],
    ],
    build: two(arithmetic.subtract),
    eager: eagerTwo(tf.sub),
  },
  {
    name: 'a product, broadcast',
    shapes: [
      [2, 3, 4],
      [3, 1],
    ],
    build: two(arithmetic.multiply),
    eager: eagerTwo(tf.mul),
  },
  {
    name: 'a value used twice',
    shapes: [[5]],
    build: one((x) => arithmetic.multiply(x, x)),
    eager: eagerOne((x) => tf.mul(x, x)),
  },
  {
    name: 'a quotient',
    shapes: [[2, 3], [3]],
    build: two(arithmetic.divide),
    eager: eagerTwo(tf.div),
    start: positive,
  },
  {
    name: 'a maximum',
    shapes: [[12], [12]],
    build: two(arithmetic.maximum),
    eager: eagerTwo(tf.maximum),
    start: interleaved,
  },
  {
    name: 'a minimum',
    shapes: [[12], [12]],
    build: two(arithmetic.minimum),
    eager: eagerTwo(tf.minimum),
    start: interleaved,
  },
  {
    name: 'a power',
    shapes: [[6]],
    build: ([x], graph) => arithmetic.power(given(x), floatScalar(graph, 2.5)),
    eager: eagerOne((x) => tf.pow(x, tf.scalar(2.5))),
    start: positive,
  },
  { name: 'a square', shapes: [[6]], build: one(elementwise.square), eager: eagerOne(tf.square) },
  {
    name: 'a square root',
    shapes: [[6]],
    build: one(elementwise.squareRoot),
    eager: eagerOne(tf.sqrt),
    start: positive,
  },
  {
    name: 'an exponential',
    shapes: [[6]],
    build: one(elementwise.exponential),
    eager: eagerOne(tf.exp),
    start: moderate,
  },
  { name: 'a logarithm', shapes: [[6]], build: one(elementwise.logarithm), eager: eagerOne(tf.log), start: positive },
  { name: 'a sigmoid', shapes: [[6]], build: one(elementwise.sigmoid), eager: eagerOne(tf.sigmoid) },
  { name: 'a ReLU', shapes: [[20]], build: one(elementwise.relu), eager: eagerOne(tf.relu) },
  { name: 'a ReLU6', shapes: [[400]], build: one(elementwise.relu6), eager: eagerOne(tf.relu6) },
  {
    name: 'an identity',
    shapes: [[4]],
    build: one((x) => afterwards(x, [], 'same')),
    eager: eagerOne((x) => tf.mul(x, 1)),
  },
];

const classExpressions: Expression[] = [
  {
    name: 'a softmax',
    shapes: [[4, 3]],
    build: one(softmax.softmax),
    eager: eagerOne((x) => tf.softmax(x)),
    start: moderate,
  },
  {
    name: 'a log softmax',
    shapes: [[4, 3]],
    build: one(softmax.logSoftmax),
    eager: eagerOne((x) => tf.logSoftmax(x)),
    start: moderate,
  },
  {
    name: 'a cross-entropy of labels',
    shapes: [[6, 3]],
    build: ([x], graph) => softmax.sparseCrossEntropy(given(x), intConstant(graph, labels, [6])),
    eager: eagerOne((x) => tf.neg(tf.sum(tf.mul(tf.oneHot(tf.tensor1d(labels, 'int32'), 3), tf.logSoftmax(x)), 1))),
    start: moderate,
  },
  {
    name: 'a cross-entropy of distributions',
    shapes: [[6, 3]],
    build: ([x], graph) =>
      one((logits) => softmax.denseCrossEntropy(logits, softmax.oneHot(intConstant(graph, labels, [6]), 3, 0.8, 0.1)))(
        x ? [x] : [],
      ),
    eager: eagerOne((x) => {
      const targets = tf.add(tf.mul(tf.oneHot(tf.tensor1d(labels, 'int32'), 3), 0.7), 0.1);
      return tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(x)), 1));
    }),
    start: moderate,
  },
];

export const pointExpressions = [...elementwiseExpressions, ...classExpressions];

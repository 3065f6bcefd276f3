import type { Value } from '../symbolic';
import { addNode, addValue, output } from '../symbolic';
import { floatScalar, intConstant } from './constants';

/** exp(x) / sum exp(x) along the last axis. */
export const softmax = (x: Value): Value => alongLast('Softmax', x);
/** Logarithm of {@link softmax}, without overflow. */
export const logSoftmax = (x: Value): Value => alongLast('LogSoftmax', x);

/**
 * Cross-entropy -log softmax(logits)[label] of each row, in nats: logits [N,K], labels int32 [N] in 0..K-1, to [N].
 * A label outside that range is an error on the CPU and NaN on a GPU.
 */
export function sparseCrossEntropy(logits: Value, labels: Value): Value {
  return output(
    addNode(logits.node.graph, {
      op: 'SparseSoftmaxCrossEntropyWithLogits',
      inputs: [logits, labels],
      attributes: { T: { type: logits.dtype }, Tlabels: { type: 'int32' } },
      outputs: [
        { shape: labels.shape, dtype: logits.dtype },
        { shape: logits.shape, dtype: logits.dtype },
      ],
    }),
    0,
  );
}

/** Cross-entropy -sum_k g_k log softmax(logits)_k of each row for target distributions g [N,K], to [N]. */
export function denseCrossEntropy(logits: Value, targets: Value): Value {
  return output(
    addNode(logits.node.graph, {
      op: 'SoftmaxCrossEntropyWithLogits',
      inputs: [logits, targets],
      attributes: { T: { type: logits.dtype } },
      outputs: [
        { shape: logits.shape.slice(0, 1), dtype: logits.dtype },
        { shape: logits.shape, dtype: logits.dtype },
      ],
    }),
    0,
  );
}

/** `on` at the label's place along a new last axis of `depth`, `off` elsewhere; labels int32. */
export function oneHot(labels: Value, depth: number, on = 1, off = 0): Value {
  const graph = labels.node.graph;
  return addValue(graph, {
    op: 'OneHot',
    inputs: [labels, intConstant(graph, [depth], []), floatScalar(graph, on), floatScalar(graph, off)],
    attributes: { T: { type: 'float32' }, TI: { type: 'int32' }, axis: { int: -1 } },
    outputs: [{ shape: [...labels.shape, depth], dtype: 'float32' }],
  });
}

function alongLast(op: string, x: Value): Value {
  return addValue(x.node.graph, {
    op,
    inputs: [x],
    attributes: { T: { type: x.dtype } },
    outputs: [{ shape: x.shape, dtype: x.dtype }],
  });
}

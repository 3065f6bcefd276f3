import type { GraphNode, Value } from '../symbolic';
import { addNode, output, staticDimension } from '../symbolic';
import { floatConstant } from './constants';

export interface BatchNormInTraining {
  y: Value;
  /** Batch mean [C]. */
  mean: Value;
  /** Batch variance [C] with divisor N - 1 (N = B*H*W, at least 2), as FusedBatchNormV3 returns it. */
  unbiasedVariance: Value;
}

/** y = (x - mean) / sqrt(var + epsilon) * scale + offset with the batch's mean and its variance of divisor N. */
export function batchNormTraining(x: Value, scale: Value, offset: Value, epsilon: number): BatchNormInTraining {
  const graph = x.node.graph;
  const empty = floatConstant(graph, [], [0]);
  const node = fused(x, scale, offset, empty, empty, epsilon, true);
  return { y: output(node, 0), mean: output(node, 1), unbiasedVariance: output(node, 2) };
}

/** The same with given mean and variance [C]. */
export function batchNormInference(
  x: Value,
  scale: Value,
  offset: Value,
  statistics: { mean: Value; variance: Value },
  epsilon: number,
): Value {
  return output(fused(x, scale, offset, statistics.mean, statistics.variance, epsilon, false), 0);
}

function fused(
  x: Value,
  scale: Value,
  offset: Value,
  mean: Value,
  variance: Value,
  epsilon: number,
  isTraining: boolean,
): GraphNode {
  const perChannel = { shape: [staticDimension(x, 3)], dtype: 'float32' } as const;
  return addNode(x.node.graph, {
    op: 'FusedBatchNormV3',
    inputs: [x, scale, offset, mean, variance],
    attributes: {
      T: { type: x.dtype },
      U: { type: 'float32' },
      epsilon: { real: epsilon },
      is_training: { flag: isTraining },
    },
    outputs: [{ shape: x.shape, dtype: x.dtype }, perChannel, perChannel, perChannel, perChannel, perChannel],
  });
}

/** Gradients (dx, dscale, doffset) of a FusedBatchNormV3 node from dy. */
export function batchNormGrad(forward: GraphNode, dy: Value): GraphNode {
  const [x, scale] = forward.inputs;
  const { T, U, epsilon, is_training: isTraining } = forward.attributes;
  if (!x || !scale || !T || !U || !epsilon || !isTraining) throw new Error(`${forward.name} is no batch norm`);
  // In training the reserves hold what the forward pass computed; else the moving statistics take their place.
  const reserves =
    'flag' in isTraining && isTraining.flag
      ? [output(forward, 3), output(forward, 4), output(forward, 5)]
      : [...forward.inputs.slice(3, 5), output(forward, 5)];
  return addNode(dy.node.graph, {
    op: 'FusedBatchNormGradV3',
    inputs: [dy, x, scale, ...reserves],
    attributes: { T, U, epsilon, is_training: isTraining },
    outputs: [
      { shape: x.shape, dtype: x.dtype },
      { shape: scale.shape, dtype: 'float32' },
      { shape: scale.shape, dtype: 'float32' },
      { shape: [0], dtype: 'float32' },
      { shape: [0], dtype: 'float32' },
    ],
  });
}

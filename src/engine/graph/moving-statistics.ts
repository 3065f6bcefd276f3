import type { BatchStatistics } from '../networks/builder';
import { add, multiply } from './operations/arithmetic';
import { floatScalar } from './operations/constants';
import { assignVariable } from './operations/variables';
import type { VariableSpec } from './program-types';
import type { Graph, GraphNode, Value } from './symbolic';
import { inScope } from './symbolic';
import type { ResourceVariables } from './variable-store';

/** Share of the old value that a moving statistic keeps at each step. */
export const movingMomentum = 0.9;

/**
 * moving <- 0.9 moving + 0.1 batch for the mean and variance of every batch norm. As Keras 3 does, the variance taken in
 * is the one of divisor N, the same that normalised the batch (PyTorch takes in that of divisor N - 1).
 */
export function movingStatisticsUpdate(
  graph: Graph,
  variables: ResourceVariables,
  statistics: readonly BatchStatistics[],
): GraphNode[] {
  return inScope(graph, 'statistics', () =>
    statistics.flatMap(({ movingMean, movingVariance, mean, unbiasedVariance, count }) => {
      // FusedBatchNormV3 divides by max(1, N - 1).
      const biased = multiply(unbiasedVariance, floatScalar(graph, Math.max(1, count - 1) / count));
      return [moved(variables, movingMean, mean), moved(variables, movingVariance, biased)];
    }),
  );
}

function moved(variables: ResourceVariables, spec: VariableSpec, batch: Value): GraphNode {
  const { graph } = batch.node;
  const kept = multiply(variables.read(spec), floatScalar(graph, movingMomentum));
  const taken = multiply(batch, floatScalar(graph, 1 - movingMomentum));
  return assignVariable(variables.handle(spec), add(kept, taken));
}

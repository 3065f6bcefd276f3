import type { BatchStatistics } from '../networks/builder';
import { clippedByGlobalNorm } from './gradient-clipping';
import { movingAverageUpdate } from './moving-average';
import { movingStatisticsUpdate } from './moving-statistics';
import { optimizerUpdate } from './optimizer-update';
import type { ProgramSpec, VariableGroup, VariableSpec } from './program-types';
import type { Graph, GraphNode, Value } from './symbolic';
import type { ResourceVariables } from './variable-store';

/** A trainable variable and the loss's gradient for it. */
export interface Slope {
  spec: VariableSpec;
  gradient: Value;
}

export interface StepParts {
  /** Of the variables that the step moves. */
  slopes: readonly Slope[];
  /** Learning rates, scalars. */
  rates: Readonly<Record<VariableGroup, Value>>;
  statistics: readonly BatchStatistics[];
  /** Scalar; null where no average is kept. */
  averageDecay: Value | null;
}

/** Nodes that make one step of training together: variables, moving statistics, moving averages. */
export function stepUpdate(
  graph: Graph,
  spec: Pick<ProgramSpec, 'optimizer' | 'clipNorm'>,
  variables: ResourceVariables,
  { slopes, rates, statistics, averageDecay }: StepParts,
): GraphNode[] {
  const raw = slopes.map(({ gradient }) => gradient);
  const gradients = spec.clipNorm === null ? raw : clippedByGlobalNorm(graph, raw, spec.clipNorm);
  const moved = slopes.map((slope, index) => ({ spec: slope.spec, gradient: gradients[index] ?? slope.gradient }));
  const groups = (['main', 'encoder'] as const).flatMap((group) => {
    const members = moved.filter((slope) => slope.spec.group === group);
    return members.length === 0 ? [] : optimizerUpdate(graph, spec.optimizer, variables, members, rates[group], group);
  });
  const updates = [...groups, ...movingStatisticsUpdate(graph, variables, statistics)];
  if (averageDecay === null) return updates;
  const averaged = averagedSpecs(slopes, statistics);
  return [...updates, ...movingAverageUpdate(graph, variables, averaged, averageDecay, updates)];
}

/** Variables with a moving average: those that steps move, and the statistics that belong to them. */
export function averagedSpecs(slopes: readonly Slope[], statistics: readonly BatchStatistics[]): VariableSpec[] {
  return [
    ...slopes.map(({ spec }) => spec),
    ...statistics.flatMap(({ movingMean, movingVariance }) => [movingMean, movingVariance]),
  ];
}

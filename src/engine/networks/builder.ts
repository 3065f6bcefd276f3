import type { LayerSummary, VariableGroup, VariableSpec } from '../graph/program-types';
import type { Graph, Value } from '../graph/symbolic';
import type { VariableStore } from '../graph/variable-store';

/** What a batch norm saw in a training batch, for its moving statistics. */
export interface BatchStatistics {
  movingMean: VariableSpec;
  movingVariance: VariableSpec;
  mean: Value;
  unbiasedVariance: Value;
  /** N, the cells that a channel's statistics were taken over. */
  count: number;
}

/** The graph that layers are added to, and what they leave behind. */
export interface NetworkBuilder {
  readonly graph: Graph;
  readonly variables: VariableStore;
  /** Batch statistics where true, moving ones where false. */
  readonly isTraining: boolean;
  /** Whether decoders give heads to their coarser levels (deep supervision). */
  readonly hasAuxiliaryHeads: boolean;
  /** Type of activations and convolutions; variables stay float32. */
  readonly compute: 'float32' | 'bfloat16';
  /** Of the variables that the layers make. */
  readonly group: VariableGroup;
  readonly layers: LayerSummary[];
  /** What each layer gives, by its name. */
  readonly values: Map<string, Value>;
  readonly statistics: BatchStatistics[];
}

/** For predicting in float32, unless `changes` say otherwise. */
export function networkBuilder(
  graph: Graph,
  variables: VariableStore,
  changes: Partial<Pick<NetworkBuilder, 'isTraining' | 'hasAuxiliaryHeads' | 'compute'>> = {},
): NetworkBuilder {
  return {
    graph,
    variables,
    isTraining: false,
    hasAuxiliaryHeads: false,
    compute: 'float32',
    group: 'main',
    layers: [],
    values: new Map(),
    statistics: [],
    ...changes,
  };
}

/** A layer's output while a network is being described. */
export interface Layer {
  name: string;
  value: Value;
  /** Input pixels per cell along one axis. */
  stride: number;
}

/** The network's input as the first layer. */
export function inputLayer(value: Value): Layer {
  return { name: 'image', value, stride: 1 };
}

import { multiply, subtract } from './operations/arithmetic';
import { floatScalar } from './operations/constants';
import { assignSubtract, readVariable } from './operations/variables';
import type { VariableSpec } from './program-types';
import type { Graph, GraphNode, Value } from './symbolic';
import { inScope } from './symbolic';
import type { ResourceVariables, VariableStore } from './variable-store';

/** The variable that keeps the moving average of another. It begins with that one's first value. */
export function averageOf(spec: VariableSpec): VariableSpec {
  const { name } = spec;
  return { ...spec, name: averageName(name), role: 'average', initial: { kind: 'same', as: name }, decays: false };
}

/**
 * average <- average - (1 - decay) (average - variable) for each of `specs`, once their own updates have run (Polyak and
 * Juditsky 1992, with exponential weights).
 * @param decay scalar
 */
export function movingAverageUpdate(
  graph: Graph,
  variables: ResourceVariables,
  specs: readonly VariableSpec[],
  decay: Value,
  updates: readonly GraphNode[],
): GraphNode[] {
  return inScope(graph, 'average', () => {
    const taken = subtract(floatScalar(graph, 1), decay);
    return specs.map((spec) => {
      // A read of its own, since the one that the network shares comes before the update.
      const now = readVariable(variables.handle(spec), spec.shape, 'Read', updates);
      const average = averageOf(spec);
      return assignSubtract(variables.handle(average), multiply(taken, subtract(variables.read(average), now)));
    });
  });
}

/** The averages in the place of the variables that have one. */
export function averagedVariables(variables: ResourceVariables, averaged: readonly VariableSpec[]): VariableStore {
  const names = new Set(averaged.map(({ name }) => name));
  return { read: (spec) => variables.read(names.has(spec.name) ? averageOf(spec) : spec) };
}

/** What a trained network predicts with: the average of a variable where the checkpoint has one. */
export function predictingValues(values: ReadonlyMap<string, Float32Array>): Map<string, Float32Array> {
  return new Map([...values].map(([name, value]) => [name, values.get(averageName(name)) ?? value]));
}

function averageName(name: string): string {
  return `${name}/average`;
}

import { floatConstant } from './operations/constants';
import { readVariable, variableHandle } from './operations/variables';
import type { VariableSpec } from './program-types';
import type { Graph, Value } from './symbolic';
import { atRoot } from './symbolic';

/** Where a network's layers get their variables: resources in a training graph, constants in an exported one. */
export interface VariableStore {
  /** The variable's present value; the same name always gives the same one. */
  read(spec: VariableSpec): Value;
}

export interface ResourceVariables extends VariableStore {
  /** In the order of their first use. */
  readonly specs: readonly VariableSpec[];
  /** The resource, for updates. */
  handle(spec: VariableSpec): Value;
}

/** Variables that live in the session. One read of each serves all who ask. */
export function resourceVariables(graph: Graph): ResourceVariables {
  const specs: VariableSpec[] = [];
  const known = new Map<string, { handle: Value; value: Value }>();
  const get = (spec: VariableSpec): { handle: Value; value: Value } => {
    const earlier = known.get(spec.name);
    if (earlier !== undefined) return earlier;
    const made = atRoot(graph, () => {
      const handle = variableHandle(graph, `variables/${spec.name}`, spec.shape, spec.name);
      return { handle, value: readVariable(handle, spec.shape, `variables/${spec.name}/Read`) };
    });
    known.set(spec.name, made);
    specs.push(spec);
    return made;
  };
  return { specs, read: (spec) => get(spec).value, handle: (spec) => get(spec).handle };
}

/**
 * Trained values as constants.
 * @throws Error from `read` where a variable is missing or has another size
 */
export function frozenVariables(graph: Graph, values: ReadonlyMap<string, Float32Array>): VariableStore {
  const known = new Map<string, Value>();
  return {
    read: (spec) => {
      const earlier = known.get(spec.name);
      if (earlier !== undefined) return earlier;
      const value = values.get(spec.name);
      if (value === undefined) throw new Error(`the checkpoint has no variable ${spec.name}`);
      const made = atRoot(graph, () => floatConstant(graph, value, spec.shape, spec.name));
      known.set(spec.name, made);
      return made;
    },
  };
}

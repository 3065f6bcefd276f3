import type { Graph, GraphNode, Value } from '../symbolic';
import { addNode, addValue } from '../symbolic';

/**
 * The resource of a float32 variable. `sharedName` must be unique in the graph: variables of one shared name are one
 * resource.
 */
export function variableHandle(graph: Graph, name: string, shape: readonly number[], sharedName: string): Value {
  return addValue(graph, {
    op: 'VarHandleOp',
    name,
    attributes: { dtype: { type: 'float32' }, shape: { shape }, shared_name: { text: sharedName } },
    outputs: [{ shape: [], dtype: 'resource' }],
  });
}

/** The variable's value after `controls` have run. */
export function readVariable(
  handle: Value,
  shape: readonly number[],
  name = 'Read',
  controls: readonly GraphNode[] = [],
): Value {
  return addValue(handle.node.graph, {
    op: 'ReadVariableOp',
    name,
    inputs: [handle],
    controls,
    attributes: { dtype: { type: 'float32' } },
    outputs: [{ shape, dtype: 'float32' }],
  });
}

export function assignVariable(handle: Value, value: Value, controls: readonly GraphNode[] = []): GraphNode {
  return addNode(handle.node.graph, {
    op: 'AssignVariableOp',
    name: 'Assign',
    inputs: [handle, value],
    controls,
    attributes: { dtype: { type: 'float32' } },
    outputs: [],
  });
}

/** variable <- variable - value */
export function assignSubtract(handle: Value, value: Value): GraphNode {
  return addNode(handle.node.graph, {
    op: 'AssignSubVariableOp',
    name: 'AssignSub',
    inputs: [handle, value],
    attributes: { dtype: { type: 'float32' } },
    outputs: [],
  });
}

/**
 * The value in memory of TensorFlow's own. A fed tensor lies in the memory of a JavaScript array; a variable that took it
 * over would change with the array, and would free it from a thread where that is not allowed.
 */
export function ownCopy(value: Value): Value {
  return addValue(value.node.graph, {
    op: 'DeepCopy',
    inputs: [value],
    attributes: { T: { type: value.dtype } },
    outputs: [{ shape: value.shape, dtype: value.dtype }],
  });
}

/** Passes `value` on after `controls` have run: what makes updates happen when a value is fetched. */
export function afterwards(value: Value, controls: readonly GraphNode[], name: string): Value {
  return addValue(value.node.graph, {
    op: 'Identity',
    name,
    inputs: [value],
    controls,
    attributes: { T: { type: value.dtype } },
    outputs: [{ shape: value.shape, dtype: value.dtype }],
  });
}

/**
 * A dataflow graph in plain TypeScript: nodes are TensorFlow operations by name, values are their outputs with inferred
 * shapes. Nodes can only read values that exist, so the order of creation is a topological order.
 */
export type DType = 'float32' | 'bfloat16' | 'int32' | 'bool' | 'resource';

/** null where the size is known only at run time. */
export type Dimension = number | null;
export type Shape = readonly Dimension[];

/** A constant's contents: little-endian bytes, row-major; one element alone fills the whole shape. */
export interface TensorLiteral {
  dtype: DType;
  shape: readonly number[];
  bytes: Uint8Array;
}

export type Attribute =
  | { type: DType }
  | { int: number }
  | { ints: readonly number[] }
  | { real: number }
  | { flag: boolean }
  | { text: string }
  | { shape: Shape }
  | { tensor: TensorLiteral };

export interface GraphNode {
  readonly graph: Graph;
  /** Position in the order of creation. */
  readonly id: number;
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly Value[];
  /** Nodes that must have run before this one. */
  readonly controls: readonly GraphNode[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly outputs: readonly Value[];
}

/** One output of a node. */
export interface Value {
  readonly node: GraphNode;
  readonly index: number;
  readonly shape: Shape;
  readonly dtype: DType;
}

export interface Graph {
  readonly nodes: GraphNode[];
  readonly usedNames: Map<string, number>;
  readonly scopes: string[];
}

export interface NodeRequest {
  op: string;
  inputs?: readonly Value[];
  controls?: readonly GraphNode[];
  attributes?: Record<string, Attribute>;
  outputs: readonly { shape: Shape; dtype: DType }[];
  /** Last part of the name; the operation's name where absent. */
  name?: string;
}

export function createGraph(): Graph {
  return { nodes: [], usedNames: new Map(), scopes: [] };
}

/** Adds a node under the current scope with a name of its own. @throws Error on a name TensorFlow would refuse */
export function addNode(graph: Graph, request: NodeRequest): GraphNode {
  const outputs: Value[] = [];
  const node: GraphNode = {
    graph,
    id: graph.nodes.length,
    name: uniqueName(graph, [...graph.scopes, request.name ?? request.op].join('/')),
    op: request.op,
    inputs: request.inputs ?? [],
    controls: request.controls ?? [],
    attributes: request.attributes ?? {},
    outputs,
  };
  for (const value of node.inputs) {
    if (value.node.graph !== graph) throw new Error(`${node.name} reads ${value.node.name} of another graph`);
  }
  for (const [index, { shape, dtype }] of request.outputs.entries()) outputs.push({ node, index, shape, dtype });
  graph.nodes.push(node);
  return node;
}

/** As {@link addNode}, for operations whose first output is the one of interest. */
export function addValue(graph: Graph, request: NodeRequest): Value {
  return output(addNode(graph, request), 0);
}

export function output(node: GraphNode, index: number): Value {
  const value = node.outputs[index];
  if (value === undefined) throw new Error(`${node.op} has no output ${index}`);
  return value;
}

export function input(node: GraphNode, index: number): Value {
  const value = node.inputs[index];
  if (value === undefined) throw new Error(`${node.op} has no input ${index}`);
  return value;
}

/** Runs `build` with every new node's name under `scope/`. */
export function inScope<T>(graph: Graph, scope: string, build: () => T): T {
  graph.scopes.push(scope);
  try {
    return build();
  } finally {
    graph.scopes.pop();
  }
}

/** Runs `build` outside all scopes. */
export function atRoot<T>(graph: Graph, build: () => T): T {
  const scopes = graph.scopes.splice(0);
  try {
    return build();
  } finally {
    graph.scopes.push(...scopes);
  }
}

/** The shape as plain numbers. @throws Error where a dimension is open */
export function staticShape(value: Value): number[] {
  return value.shape.map((size) => {
    if (size === null) throw new Error(`${value.node.name} has an open shape; this needs a fixed one`);
    return size;
  });
}

export function isStatic(shape: Shape): shape is readonly number[] {
  return shape.every((size) => size !== null);
}

/** A dimension that every use keeps static, such as channels. @throws Error where it is open */
export function staticDimension(value: Value, axis: number): number {
  const size = value.shape.at(axis);
  if (size === undefined || size === null) throw new Error(`${value.node.name}: dimension ${axis} must be fixed`);
  return size;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function uniqueName(graph: Graph, wanted: string): string {
  if (!/^[A-Za-z0-9.][A-Za-z0-9_./-]*$/.test(wanted)) throw new Error(`"${wanted}" cannot name a node`);
  const uses = graph.usedNames.get(wanted) ?? 0;
  graph.usedNames.set(wanted, uses + 1);
  return uses === 0 ? wanted : uniqueName(graph, `${wanted}_${uses}`);
}

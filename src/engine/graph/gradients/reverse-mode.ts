import { add } from '../operations/arithmetic';
import { floatConstant } from '../operations/constants';
import type { Graph, GraphNode, Value } from '../symbolic';
import { inScope, sizeOf, staticShape } from '../symbolic';
import { gradientRules } from './rules';

/**
 * Reverse-mode gradients: d loss / d each of `wrt`, in their order and shapes.
 * @param loss a float32 scalar of fixed shapes throughout
 * @throws Error where the loss does not depend on one of them, or an operation on the way has no rule
 */
export function gradients(loss: Value, wrt: readonly Value[]): Value[] {
  const { graph } = loss.node;
  if (loss.shape.length > 0) throw new Error('a loss is a scalar');
  return inScope(graph, 'gradients', () => {
    const active = dependents(graph, wrt);
    const collected = new Map<Value, Value>([[loss, floatConstant(graph, [1], [])]]);
    for (let id = loss.node.id; id >= 0; id--) {
      const node = graph.nodes[id];
      if (node !== undefined && active.has(node)) propagate(node, active, collected, wrt);
    }
    return wrt.map((value) => {
      const gradient = collected.get(value);
      if (gradient === undefined) throw new Error(`the loss does not depend on ${value.node.name}`);
      if (sizeOf(staticShape(gradient)) !== sizeOf(staticShape(value))) {
        throw new Error(`the gradient of ${value.node.name} has another shape`);
      }
      return gradient;
    });
  });
}

/** Nodes with one of `sources` among their ancestors, or that make one. */
function dependents(graph: Graph, sources: readonly Value[]): Set<GraphNode> {
  const active = new Set(sources.map((value) => value.node));
  for (const node of graph.nodes) {
    if (node.inputs.some((value) => active.has(value.node))) active.add(node);
  }
  return active;
}

function propagate(
  node: GraphNode,
  active: ReadonlySet<GraphNode>,
  collected: Map<Value, Value>,
  wrt: readonly Value[],
): void {
  const [first, ...others] = node.outputs;
  const dy = first === undefined ? undefined : collected.get(first);
  if (others.some((value) => collected.has(value)))
    throw new Error(`${node.op} passes gradients by its first output only`);
  if (dy === undefined || (first !== undefined && wrt.includes(first))) return;
  const rule = gradientRules.get(node.op);
  if (rule === undefined) throw new Error(`no gradient rule for ${node.op} (${node.name})`);
  for (const [index, build] of rule(node, dy).entries()) {
    const value = node.inputs[index];
    if (build === null || value === undefined || !active.has(value.node)) continue;
    const earlier = collected.get(value);
    collected.set(value, earlier === undefined ? build() : add(earlier, build()));
  }
}

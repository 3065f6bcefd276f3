import * as tf from '@tensorflow/tfjs-node-gpu';
import { gradients } from '../../../../../src/engine/graph/gradients/reverse-mode';
import { GraphSession } from '../../../../../src/engine/graph/graph-session';
import { multiply } from '../../../../../src/engine/graph/operations/arithmetic';
import { floatConstant, floatScalar, placeholder } from '../../../../../src/engine/graph/operations/constants';
import { sum } from '../../../../../src/engine/graph/operations/reduce';
import { afterwards, assignVariable, ownCopy } from '../../../../../src/engine/graph/operations/variables';
import type { VariableSpec } from '../../../../../src/engine/graph/program-types';
import { encodeSavedModel } from '../../../../../src/engine/graph/saved-model';
import type { Graph, Value } from '../../../../../src/engine/graph/symbolic';
import { createGraph, sizeOf, staticShape } from '../../../../../src/engine/graph/symbolic';
import { resourceVariables } from '../../../../../src/engine/graph/variable-store';
import { separatedValues, uniformValues } from '../random-values';

/** A differentiable expression of one or two variables, and the same in eager tfjs where its gradient is right. */
export interface Expression {
  name: string;
  shapes: readonly [number[], ...number[][]];
  build(values: Value[], graph: Graph): Value;
  eager?: (values: tf.Tensor[]) => tf.Tensor;
  /** Values to try at; numbers apart from each other and from kinks where absent. */
  start?: (count: number, seed: number) => Float32Array;
}

export interface Trial {
  /** Operations of the forward expression. */
  operations: Set<string>;
  start: Float32Array[];
  /** Fixed random factors; the loss is sum(factors * expression). */
  factors: Float32Array;
  resultShape: number[];
  gradients: Float32Array[];
  loss(values: readonly Float32Array[]): number;
  dispose(): void;
}

/** Compiles an expression with its reverse-mode gradients and runs it once. */
export async function trialOf(expression: Expression, folder: string): Promise<Trial> {
  const graph = createGraph();
  const store = resourceVariables(graph);
  const specs = expression.shapes.map(
    (shape, i): VariableSpec => ({
      name: `x${i}`,
      shape,
      role: 'trainable',
      group: 'main',
      initial: { kind: 'constant', value: 0 },
      decays: false,
    }),
  );
  const variables = specs.map((spec) => store.read(spec));
  const result = expression.build(variables, graph);
  const operations = new Set(graph.nodes.map((node) => node.op));
  const resultShape = staticShape(result);
  const factors = uniformValues(sizeOf(resultShape), 7, 0.5, 1.5).map((value, i) => (i % 3 === 0 ? -value : value));
  const loss = sum(multiply(result, floatConstant(graph, factors, resultShape)));
  const slopes = gradients(loss, variables);
  const fed = specs.map((spec) => placeholder(graph, `new-${spec.name}`, 'float32', spec.shape));
  const assigned = specs.map((spec, i) => assignVariable(store.handle(spec), ownCopy(fed[i] ?? loss)));
  const session = await GraphSession.open(
    encodeSavedModel({
      loss: { inputs: {}, outputs: { loss } },
      slopes: { inputs: {}, outputs: Object.fromEntries(slopes.map((slope, i) => [`${i}`, slope])) },
      assign: {
        inputs: Object.fromEntries(fed.map((value, i) => [`${i}`, value])),
        outputs: { done: afterwards(floatScalar(graph, 1), assigned, 'assigned') },
      },
    }),
    ['loss', 'slopes', 'assign'],
    folder,
  );
  const assign = (values: readonly Float32Array[]): void => {
    session.run(
      'assign',
      Object.fromEntries(specs.map(({ shape }, i) => [`${i}`, { data: values[i] ?? new Float32Array(), shape }])),
    );
  };
  const draw = expression.start ?? separatedValues;
  const start = specs.map(({ shape }, i) => draw(sizeOf(shape), 11 + i));
  assign(start);
  const outputs = session.run('slopes', {});
  return {
    operations,
    start,
    factors,
    resultShape,
    gradients: specs.map((_, i) => Float32Array.from(outputs.get(`${i}`) ?? [])),
    loss: (values) => {
      assign(values);
      return session.run('loss', {}).get('loss')?.[0] ?? Number.NaN;
    },
    dispose: () => session.dispose(),
  };
}

/** Slope of the loss along `direction` by central differences of half-width `h`. */
export function centralDifference(trial: Trial, direction: readonly Float32Array[], h: number): number {
  const moved = (by: number): Float32Array[] =>
    trial.start.map((values, i) => values.map((value, j) => value + by * (direction[i]?.[j] ?? 0)));
  return (trial.loss(moved(h)) - trial.loss(moved(-h))) / (2 * h);
}

/** Gradients of the same loss by tfjs's own reverse mode. */
export function eagerGradients(expression: Expression, trial: Trial): Float32Array[] {
  const { eager } = expression;
  if (eager === undefined) return [];
  const variables = trial.start.map((values, i) => tf.variable(tf.tensor(values, expression.shapes[i])));
  try {
    return tf.tidy(() => {
      const { grads } = tf.variableGrads(() => {
        const weighted = tf.mul(eager(variables), tf.tensor(trial.factors, trial.resultShape));
        return tf.sum(weighted).asScalar();
      }, variables);
      return variables.map((variable) => Float32Array.from(grads[variable.name]?.dataSync() ?? []));
    });
  } finally {
    tf.dispose(variables);
  }
}

/** sqrt(sum (a-b)^2) / sqrt(sum b^2) */
export function relativeDistance(a: Float32Array, b: Float32Array): number {
  let difference = 0;
  let size = 0;
  for (let i = 0; i < b.length; i++) {
    difference += ((a[i] ?? Number.NaN) - (b[i] ?? 0)) ** 2;
    size += (b[i] ?? 0) ** 2;
  }
  return Math.sqrt(difference / size);
}

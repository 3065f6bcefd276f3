import type { GraphNode, Value } from '../symbolic';
import { addNode } from '../symbolic';

export interface AdamStep {
  variable: Value;
  /** Resources of the first and second moment. */
  m: Value;
  v: Value;
  /** beta1^t and beta2^t at this step t = 1, 2, ... */
  beta1Power: Value;
  beta2Power: Value;
  learningRate: Value;
  beta1: Value;
  beta2: Value;
  epsilon: Value;
  gradient: Value;
}

/**
 * Adam (Kingma and Ba 2015) in the form of its section 2: m <- b1 m + (1-b1) g, v <- b2 v + (1-b2) g^2,
 * variable <- variable - rate sqrt(1-b2^t)/(1-b1^t) m / (sqrt(v) + epsilon).
 */
export function applyAdam(step: AdamStep, controls: readonly GraphNode[] = []): GraphNode {
  return addNode(step.variable.node.graph, {
    op: 'ResourceApplyAdam',
    inputs: [
      step.variable,
      step.m,
      step.v,
      step.beta1Power,
      step.beta2Power,
      step.learningRate,
      step.beta1,
      step.beta2,
      step.epsilon,
      step.gradient,
    ],
    controls,
    attributes: { T: { type: 'float32' } },
    outputs: [],
  });
}

/** velocity <- momentum velocity - rate g, variable <- variable + velocity (the form of Keras's SGD). */
export function applyMomentum(
  variable: Value,
  velocity: Value,
  learningRate: Value,
  gradient: Value,
  momentum: Value,
): GraphNode {
  return addNode(variable.node.graph, {
    op: 'ResourceApplyKerasMomentum',
    inputs: [variable, velocity, learningRate, gradient, momentum],
    attributes: { T: { type: 'float32' } },
    outputs: [],
  });
}

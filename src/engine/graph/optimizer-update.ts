import type { OptimizerConfig } from '../../shared/training/run-config';
import { multiply } from './operations/arithmetic';
import { floatScalar } from './operations/constants';
import { applyAdam, applyMomentum } from './operations/optimizer';
import { assignSubtract, assignVariable } from './operations/variables';
import type { VariableRole, VariableSpec } from './program-types';
import type { Graph, GraphNode, Value } from './symbolic';
import { inScope } from './symbolic';
import type { ResourceVariables } from './variable-store';

/**
 * Nodes that move every trainable variable once along its gradient; the step is done when all of them have run.
 * @param gradients of `trainables`, in their order
 * @param learningRate scalar
 */
export function optimizerUpdate(
  graph: Graph,
  config: OptimizerConfig,
  variables: ResourceVariables,
  trainables: readonly VariableSpec[],
  gradients: readonly Value[],
  learningRate: Value,
): GraphNode[] {
  const pairs = trainables.flatMap((spec, index) => {
    const gradient = gradients[index];
    return gradient === undefined ? [] : [{ spec, gradient }];
  });
  return inScope(graph, 'optimizer', () => {
    if (config.kind === 'sgd') {
      const momentum = floatScalar(graph, config.momentum);
      return pairs.map(({ spec, gradient }) => {
        const velocity = variables.handle(slot(spec, 'momentum'));
        return applyMomentum(variables.handle(spec), velocity, learningRate, gradient, momentum);
      });
    }
    return adamUpdate(graph, config, variables, pairs, learningRate);
  });
}

type Adam = Extract<OptimizerConfig, { kind: 'adam' | 'adamw' }>;

function adamUpdate(
  graph: Graph,
  config: Adam,
  variables: ResourceVariables,
  pairs: readonly { spec: VariableSpec; gradient: Value }[],
  learningRate: Value,
): GraphNode[] {
  const beta1 = floatScalar(graph, config.beta1);
  const beta2 = floatScalar(graph, config.beta2);
  const epsilon = floatScalar(graph, config.epsilon);
  const powers = [
    { spec: betaPower('beta1_power', config.beta1), beta: beta1 },
    { spec: betaPower('beta2_power', config.beta2), beta: beta2 },
  ] as const;
  const [beta1Power, beta2Power] = [variables.read(powers[0].spec), variables.read(powers[1].spec)];
  const decay = config.kind === 'adamw' ? multiply(learningRate, floatScalar(graph, config.weightDecay)) : null;
  const applied = pairs.map(({ spec, gradient }) => {
    const variable = variables.handle(spec);
    const controls =
      decay !== null && spec.decays ? [assignSubtract(variable, multiply(decay, variables.read(spec)))] : [];
    const [m, v] = [variables.handle(slot(spec, 'm')), variables.handle(slot(spec, 'v'))];
    const step = { variable, m, v, beta1Power, beta2Power, learningRate, beta1, beta2, epsilon, gradient };
    return applyAdam(step, controls);
  });
  // The powers move on only when every variable has used them.
  const advanced = powers.map(({ spec, beta }) =>
    assignVariable(variables.handle(spec), multiply(variables.read(spec), beta), applied),
  );
  return [...applied, ...advanced];
}

function slot({ name, shape }: VariableSpec, kind: 'm' | 'v' | 'momentum'): VariableSpec {
  return specOf(`${name}/${kind}`, shape, 'slot', 0);
}

/** beta^t at step t = 1. */
function betaPower(name: string, beta: number): VariableSpec {
  return specOf(name, [], 'beta-power', beta);
}

function specOf(name: string, shape: number[], role: VariableRole, value: number): VariableSpec {
  return { name, shape, role, initial: { kind: 'constant', value }, decays: false };
}

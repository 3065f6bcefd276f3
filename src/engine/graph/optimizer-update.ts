import type { OptimizerConfig } from '../../shared/training/run-config';
import { multiply } from './operations/arithmetic';
import { floatScalar } from './operations/constants';
import { applyAdam, applyMomentum } from './operations/optimizer';
import { assignSubtract, assignVariable } from './operations/variables';
import type { VariableGroup, VariableSpec } from './program-types';
import type { Slope } from './step-update';
import type { Graph, GraphNode, Value } from './symbolic';
import { inScope } from './symbolic';
import type { ResourceVariables } from './variable-store';

/**
 * Nodes that move variables once along their gradients; the step is done when all of them have run.
 * @param learningRate scalar
 * @param group of all of them: each group counts its steps by itself, as one that is released later begins anew
 */
export function optimizerUpdate(
  graph: Graph,
  config: OptimizerConfig,
  variables: ResourceVariables,
  slopes: readonly Slope[],
  learningRate: Value,
  group: VariableGroup,
): GraphNode[] {
  return inScope(graph, 'optimizer', () => {
    if (config.kind === 'sgd') {
      const momentum = floatScalar(graph, config.momentum);
      return slopes.map(({ spec, gradient }) => {
        const velocity = variables.handle(slot(spec, 'momentum'));
        return applyMomentum(variables.handle(spec), velocity, learningRate, gradient, momentum);
      });
    }
    return adamUpdate(graph, config, variables, slopes, learningRate, group);
  });
}

type Adam = Extract<OptimizerConfig, { kind: 'adam' | 'adamw' }>;

function adamUpdate(
  graph: Graph,
  config: Adam,
  variables: ResourceVariables,
  slopes: readonly Slope[],
  learningRate: Value,
  group: VariableGroup,
): GraphNode[] {
  const beta1 = floatScalar(graph, config.beta1);
  const beta2 = floatScalar(graph, config.beta2);
  const epsilon = floatScalar(graph, config.epsilon);
  const powers = [
    { spec: betaPower('beta1_power', group, config.beta1), beta: beta1 },
    { spec: betaPower('beta2_power', group, config.beta2), beta: beta2 },
  ] as const;
  const [beta1Power, beta2Power] = [variables.read(powers[0].spec), variables.read(powers[1].spec)];
  const decay = config.kind === 'adamw' ? multiply(learningRate, floatScalar(graph, config.weightDecay)) : null;
  const applied = slopes.map(({ spec, gradient }) => {
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

function slot({ name, shape, group }: VariableSpec, kind: 'm' | 'v' | 'momentum'): VariableSpec {
  const initial = { kind: 'constant', value: 0 } as const;
  return { name: `${name}/${kind}`, shape, role: 'slot', group, initial, decays: false };
}

/** beta^t at step t = 1 of the group. */
function betaPower(name: string, group: VariableGroup, beta: number): VariableSpec {
  const initial = { kind: 'constant', value: beta } as const;
  const whole = group === 'main' ? name : `${group}/${name}`;
  return { name: whole, shape: [], role: 'beta-power', group, initial, decays: false };
}

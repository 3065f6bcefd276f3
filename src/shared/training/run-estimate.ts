import type { EngineEstimate } from '../contract/engine-training';
import type { RunEstimateReply } from '../contract/runs';
import { Problem } from '../problem';
import { outputChannels } from './channels';
import type { RunConfig } from './run-config';
import { stepsPerEpoch, totalSteps } from './schedules';
import { trySplit } from './splits';
import { type FactsImage, type FactsProject, trainingFacts } from './training-facts';

/** Validation takes at most a quarter of the time of training: a fifth of both. */
const MOST_VALIDATION = 0.25;
/** A pass forward is about a third of a step. */
const FORWARD_SHARE = 1 / 3;

/** Output channels of a run started now, but at least two, so that its network can be estimated before it has them. */
export function estimatedClasses({ classes, unpainted }: FactsProject): number {
  return Math.max(2, outputChannels(classes, unpainted).length);
}

/**
 * What a run of a configuration would need, and what speaks against it.
 * @param flopsPerSecond this device's speed; null where it is not known
 */
export function runEstimate(
  config: RunConfig,
  images: readonly FactsImage[],
  project: FactsProject,
  engine: EngineEstimate,
  flopsPerSecond: number | null,
): RunEstimateReply {
  const split = trySplit(images, config.validation, config.seed, project.classes);
  const { missing } = trainingFacts(images, project);
  // The project's own split may lack what the run's does not, and the other way round.
  const splitProblems = split instanceof Problem ? [split] : [];
  const own = missing.filter(({ code }) => code.startsWith('training-'));
  const refusals = [...own, ...((project.imageCount ?? images.length) === 0 ? [] : splitProblems)];
  const warnings = split instanceof Problem ? [] : split.warnings;
  const training = split instanceof Problem ? 0 : split.training.length;
  const validating = new Set(split instanceof Problem ? [] : split.validation);
  const epochSteps = stepsPerEpoch(training, config.batch);
  const steps = totalSteps(config.length, epochSteps);
  const validationPixels = images.reduce(
    (sum, { id, width, height }) => sum + (validating.has(id) ? width * height : 0),
    0,
  );
  const { flopsPerStep, memoryBytes, availableBytes, parameters, receptiveFieldPx, fit } = engine;
  const secondsPerStep = flopsPerSecond === null ? null : flopsPerStep / flopsPerSecond;
  return {
    totalSteps: steps,
    stepsPerEpoch: epochSteps,
    secondsTotal:
      secondsPerStep === null ? null : secondsOf(config, steps, epochSteps, secondsPerStep, validationPixels),
    memoryBytes,
    availableBytes,
    parameters,
    receptiveFieldPx,
    fit,
    problems: [
      ...refusals.map((problem) => problem.toJSON()),
      ...engine.refusals,
      ...engine.notes,
      ...warnings.map((problem) => problem.toJSON()),
      ...(isUnweighted(config) ? [unweighted().toJSON()] : []),
    ],
    canStart: refusals.length === 0 && engine.refusals.length === 0,
  };
}

function secondsOf(
  config: RunConfig,
  steps: number,
  epochSteps: number,
  secondsPerStep: number,
  validationPixels: number,
): number {
  const trainingSeconds = steps * secondsPerStep;
  const passes = Math.ceil(steps / epochSteps);
  const passSeconds = (FORWARD_SHARE * secondsPerStep * validationPixels) / (config.batch * config.patch ** 2);
  return trainingSeconds + Math.min(MOST_VALIDATION * trainingSeconds, passes * passSeconds);
}

function isUnweighted({ weighting }: RunConfig): boolean {
  return weighting.strength === 0 || weighting.terms.every(({ share }) => share === 0);
}

function unweighted(): Problem {
  return new Problem(
    'run-unweighted',
    'This run is unweighted: every labelled pixel counts the same.',
    'Choose a weighting on the Weights screen, or keep it as a baseline to compare others with.',
  );
}

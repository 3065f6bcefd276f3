import { Problem } from '../../shared/problem';
import type { RunConfig } from '../../shared/training/run-config';
import type { Normalisation, ProgramSpec } from '../graph/program-types';
import { sizeMultiple } from '../networks/network';

/** The training program of a configuration. @throws Problem `patch-not-multiple` */
export function trainingSpec(
  config: RunConfig,
  inputChannels: number,
  classCount: number,
  normalisation: Normalisation,
): ProgramSpec {
  const { network, batch, patch, loss, optimizer, precision, deepSupervision, clipNorm, averageDecay } = config;
  requireMultiple(patch, sizeMultiple(network));
  return {
    network,
    inputChannels,
    classCount,
    batch,
    patchHeight: patch,
    patchWidth: patch,
    loss,
    optimizer,
    precision,
    normalisation,
    deepSupervision,
    clipNorm,
    hasAverage: averageDecay !== null,
  };
}

/**
 * The same network for predicting: smallest training shape, float32, without auxiliary heads. All its variables are among
 * those of the training program.
 */
export function predictionSpec(
  config: RunConfig,
  inputChannels: number,
  classCount: number,
  normalisation: Normalisation,
): ProgramSpec {
  const side = Math.max(16, sizeMultiple(config.network));
  return {
    ...trainingSpec({ ...config, patch: side }, inputChannels, classCount, normalisation),
    batch: 1,
    precision: 'float32',
    deepSupervision: false,
  };
}

function requireMultiple(patch: number, multiple: number): void {
  if (patch % multiple === 0) return;
  const below = Math.floor(patch / multiple) * multiple;
  const choices = below > 0 ? `${below} or ${below + multiple}` : `${multiple}`;
  throw new Problem(
    'patch-not-multiple',
    `A patch of ${patch} pixels does not fit a network that halves it to 1/${multiple}.`,
    `Choose a patch of ${choices} pixels, or a smaller depth.`,
  );
}

import type { RunConfig } from '../../shared/training/run-config';
import { buildTrainingProgram } from '../graph/program';
import type { LayerSummary, Program } from '../graph/program-types';
import { MAX_TENSOR_BYTES } from '../images/limits';
import { sizeMultiple } from '../networks/network';
import { trainingSpec } from './program-spec';

export interface RunEstimate {
  /** Peak memory of a training step with its variables and optimiser state, bytes. */
  memoryBytes: number;
  /** The part of it that does not depend on batch and patch: variables and their gradients. */
  fixedBytes: number;
  /** Largest single tensor of a step, bytes. */
  largestTensorBytes: number;
  /** Multiplications and additions of one step, forward and backward. */
  flopsPerStep: number;
  /** From `flopsPerStep` and the speed given; null without one. */
  secondsPerStep: number | null;
  parameters: number;
}

/**
 * What a run will need, from the graph's shapes alone, before anything is allocated.
 * @param flopsPerSecond the machine's speed as measured by an earlier run
 * @throws Problem `patch-not-multiple`
 */
export function estimateRun(
  config: RunConfig,
  inputChannels: number,
  classCount: number,
  flopsPerSecond?: number,
): RunEstimate {
  const flat = { mean: repeat(0, inputChannels), deviation: repeat(1, inputChannels) };
  return estimateProgram(buildTrainingProgram(trainingSpec(config, inputChannels, classCount, flat)), flopsPerSecond);
}

export function estimateProgram(program: Program, flopsPerSecond?: number): RunEstimate {
  const { batch, patchHeight, patchWidth, inputChannels, precision } = program.spec;
  const pixels = batch * patchHeight * patchWidth;
  const valueBytes = precision === 'bfloat16' ? 2 : 4;
  const widest = Math.max(...program.layers.map(({ outputChannels, stride }) => outputChannels / stride ** 2));
  const variableBytes = program.variables.reduce((sum, { shape }) => sum + 4 * shape.reduce((a, b) => a * b, 1), 0);
  const fixedBytes = variableBytes + 4 * program.parameterCount;
  const flopsPerStep = program.layers.reduce((sum, layer) => sum + layerFlops(layer, pixels), 0);
  return {
    // Forward values stay for the backward pass where it reads them; their gradients come and go at its side.
    memoryBytes: Math.round(stepShare * program.forwardBytes) + fixedBytes,
    fixedBytes,
    largestTensorBytes: pixels * Math.max(widest * valueBytes, inputChannels * 4),
    flopsPerStep,
    secondsPerStep: flopsPerSecond === undefined ? null : flopsPerStep / flopsPerSecond,
    parameters: program.parameterCount,
  };
}

/**
 * Peak of a step over the bytes of all forward values: 0.80 to 0.88 measured on the CPU, for the three networks in both
 * precisions at 4 or 8 patches of 256 pixels; the rest is room for what other devices need beside.
 */
const stepShare = 1.1;

export interface Fit {
  /** Largest batch that fits at the same patch; null where not even 1 does. */
  batch: number | null;
  /** Largest patch that fits at the same batch; null where none of at least 16 pixels does. */
  patch: number | null;
}

/** What would fit into the memory: activations grow with batch and patch area, variables stay. */
export function largestFit(config: RunConfig, estimate: RunEstimate, memoryBytes: number): Fit {
  const { fixedBytes } = estimate;
  const pixels = config.batch * config.patch ** 2;
  const perPixel = (estimate.memoryBytes - fixedBytes) / pixels;
  const tensorPerPixel = estimate.largestTensorBytes / pixels;
  const fits = Math.min((memoryBytes - fixedBytes) / perPixel, MAX_TENSOR_BYTES / tensorPerPixel);
  const multiple = sizeMultiple(config.network);
  const batch = Math.min(config.batch, Math.floor(fits / config.patch ** 2));
  const side = Math.floor(Math.sqrt(Math.max(0, fits) / config.batch) / multiple) * multiple;
  const patch = Math.min(config.patch, side);
  return { batch: batch >= 1 ? batch : null, patch: patch >= Math.max(16, multiple) ? patch : null };
}

/** A convolution multiplies each parameter once a cell; its two gradients cost the same again each. */
function layerFlops(layer: LayerSummary, pixels: number): number {
  const isConvolution = layer.kind === 'convolution' || layer.kind === 'depthwise-convolution';
  return isConvolution ? (3 * 2 * layer.parameters * pixels) / layer.stride ** 2 : 0;
}

function repeat(value: number, times: number): number[] {
  return Array.from({ length: times }, () => value);
}

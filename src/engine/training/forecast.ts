import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEstimate } from '../../shared/contract/engine-training';
import { Problem } from '../../shared/problem';
import type { RunConfig } from '../../shared/training/run-config';
import { hasBfloat16 } from '../device';
import { initialValues } from '../graph/initial-values';
import { buildTrainingProgram } from '../graph/program';
import type { Program } from '../graph/program-types';
import { TrainingSession } from '../graph/session';
import { requireLite0 } from '../networks/lite0-weights';
import { sizeMultiple } from '../networks/network';
import { estimateProgram, largestFit, type RunEstimate } from './estimate';
import { slowBfloat16 } from './prepared-session';
import { trainingSpec } from './program-spec';
import { availableBytes, madeBatch, requireRoom, tightRoom } from './trial';

/**
 * What a run of a configuration would need here and why it could not be trained, before anything is allocated. A patch
 * that does not fit the network is estimated as the next larger one that does.
 */
export function forecastRun(config: RunConfig, inputChannels: number, classCount: number): EngineEstimate {
  const refusals: Problem[] = [];
  const refused = <T>(act: () => T): T | null => {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusals.push(error);
      return null;
    }
  };
  const program =
    refused(() => programOf(config, inputChannels, classCount)) ??
    programOf(withWholePatch(config), inputChannels, classCount);
  const estimate = estimateProgram(program);
  refused(() => requireRoom(config, estimate));
  if (config.network.kind === 'efficientnet-lite0' && config.network.pretrained) refused(() => requireLite0());
  const free = availableBytes();
  const tight = refusals.length > 0 ? null : tightRoom(config, estimate, free);
  const isSlow = config.precision === 'bfloat16' && hasBfloat16() === false;
  const notes = [...(tight === null ? [] : [tight]), ...(isSlow ? [slowBfloat16()] : [])];
  return {
    memoryBytes: estimate.memoryBytes,
    availableBytes: free,
    parameters: estimate.parameters,
    receptiveFieldPx: program.receptiveFieldPx,
    flopsPerStep: estimate.flopsPerStep,
    refusals: refusals.map((problem) => problem.toJSON()),
    notes: notes.map((problem) => problem.toJSON()),
    fit: fitOf(config, estimate, free),
  };
}

/**
 * Trains a few steps of a configuration on made data.
 * @returns the median over the steps after the first, which optimises the graph
 */
export async function timeSteps(
  config: RunConfig,
  inputChannels: number,
  classCount: number,
  signal: AbortSignal,
): Promise<{ flopsPerStep: number; secondsPerStep: number }> {
  const program = programOf(config, inputChannels, classCount);
  const folder = await mkdtemp(join(tmpdir(), 'maskwright-graph-'));
  let session: TrainingSession | undefined;
  try {
    session = await TrainingSession.open(program, folder);
    session.assign(initialValues(program, 0));
    const batch = madeBatch(program.spec);
    const seconds: number[] = [];
    for (let step = 0; step < TIMED_STEPS + 1; step++) {
      // A turn between steps, so that a cancel and other requests are heard.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      const start = performance.now();
      session.step(batch, { learningRate: 0, floor: 1, strength: 0 });
      if (step > 0) seconds.push((performance.now() - start) / 1000);
    }
    const median = seconds.sort((a, b) => a - b)[Math.floor(seconds.length / 2)];
    return { flopsPerStep: estimateProgram(program).flopsPerStep, secondsPerStep: median };
  } finally {
    session?.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

const TIMED_STEPS = 5;

function programOf(config: RunConfig, inputChannels: number, classCount: number): Program {
  const mean = Array.from({ length: inputChannels }, () => 0);
  const deviation = mean.map(() => 1);
  return buildTrainingProgram(trainingSpec(config, inputChannels, classCount, { mean, deviation }));
}

function withWholePatch(config: RunConfig): RunConfig {
  const multiple = sizeMultiple(config.network);
  return { ...config, patch: Math.ceil(config.patch / multiple) * multiple };
}

function fitOf(config: RunConfig, estimate: RunEstimate, free: number): EngineEstimate['fit'] {
  const { batch, patch } = largestFit(config, estimate, free);
  const hasRoom = batch === config.batch && patch === config.patch;
  return hasRoom || (batch === null && patch === null) ? null : { batch, patch };
}

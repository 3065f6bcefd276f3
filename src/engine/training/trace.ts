import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunConfig } from '../../shared/training/run-config';
import { encodeNpy } from '../formats/npy';
import { movingMomentum } from '../graph/moving-statistics';
import type { Program, StepScalars, TrainingSessionApi } from '../graph/program-types';
import { batchNormEpsilon } from '../networks/layers';
import { inputNormalisation } from '../networks/network';
import { writeProblem } from './durable-file';
import type { Batch } from './sampler/batch-types';

/**
 * Writes what another program needs to repeat the first steps of a run: `index.json` and `.npy` files named in it. The
 * variables before the first step, the first gradients, and for each step the batch (image I in [0,1] [B,H,W,C],
 * label channel [B,H,W] uint8, validity [B,H,W], weight w = floor + strength n [B,H,W]), its learning rate and our loss.
 */
export interface TraceWriter {
  /** Steps still to be written. */
  left(): number;
  /** Before the step's update; copies all it needs. */
  before(session: TrainingSessionApi, batch: Batch, scalars: StepScalars): Promise<void>;
  /** The loss that the step gave. */
  after(loss: number): Promise<void>;
}

interface TracedStep {
  step: number;
  learningRate: number;
  floor: number;
  strength: number;
  encoderRateFactor?: number;
  averageDecay?: number;
  image: string;
  label: string;
  validity: string;
  weight: string;
  imageIds: string[];
  loss: number | null;
}

export async function openTrace(
  options: { folder: string; steps: number },
  program: Program,
  config: RunConfig,
): Promise<TraceWriter> {
  const { folder } = options;
  const index = describe(program, config);
  await attempt(folder, () => mkdir(folder, { recursive: true }));
  const put = async (name: string, data: Float32Array | Uint8Array, shape: readonly number[]): Promise<string> => {
    const file = `${name.replaceAll('/', '.')}.npy`;
    await attempt(join(folder, file), () => writeFile(join(folder, file), encodeNpy(data, shape)));
    return file;
  };
  const save = () =>
    attempt(folder, () => writeFile(join(folder, 'index.json'), `${JSON.stringify(index, null, 1)}\n`));

  const writeStart = async (session: TrainingSessionApi, batch: Batch, scalars: StepScalars): Promise<void> => {
    const values = session.read();
    const { gradients } = session.gradients(batch, scalars);
    for (const { name, shape, role, group } of program.variables) {
      const value = values.get(name);
      if (value) index.variables.push({ name, role, group, shape, file: await put(`variable.${name}`, value, shape) });
      const gradient = gradients.get(name);
      if (gradient) index.firstGradients.push({ name, file: await put(`gradient.${name}`, gradient, shape) });
    }
  };

  return {
    left: () => options.steps - index.steps.length,
    async before(session, batch, scalars) {
      if (index.steps.length === 0) await writeStart(session, batch, scalars);
      const { spec } = program;
      const pixels = [spec.batch, spec.patchHeight, spec.patchWidth];
      const name = `step-${batch.step}`;
      index.steps.push({
        step: batch.step,
        ...scalars,
        image: await put(`${name}.image`, batch.image, [...pixels, spec.inputChannels]),
        label: await put(`${name}.label`, batch.labels, pixels),
        validity: await put(`${name}.validity`, batch.validity, pixels),
        weight: await put(`${name}.weight`, weights(batch.importance, scalars), pixels),
        imageIds: [...batch.imageIds],
        loss: null,
      });
    },
    async after(loss) {
      const last = index.steps.at(-1);
      if (last) last.loss = loss;
      await save();
    },
  };
}

function describe(program: Program, config: RunConfig) {
  const { network, loss, optimizer, precision, inputChannels, classCount, batch, deepSupervision, clipNorm } =
    program.spec;
  return {
    version: 1,
    network,
    inputChannels,
    classCount,
    batch,
    patch: config.patch,
    precision,
    /** (I - mean) / deviation is the first thing the network does. */
    normalisation: inputNormalisation(program.spec),
    batchNorm: { momentum: movingMomentum, epsilon: batchNormEpsilon },
    loss,
    deepSupervision,
    optimizer,
    clipNorm,
    schedule: { kind: config.schedule, learningRate: config.learningRate },
    layers: program.layers,
    variables: [] as { name: string; role: string; group: string; shape: number[]; file: string }[],
    firstGradients: [] as { name: string; file: string }[],
    steps: [] as TracedStep[],
  };
}

function weights(importance: Float32Array, { floor, strength }: StepScalars): Float32Array {
  return importance.map((n) => floor + strength * n);
}

async function attempt(path: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw writeProblem(error, path);
  }
}

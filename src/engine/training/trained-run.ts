import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PixelImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import type { Prepared, Snapshot } from '../../shared/training/snapshot';
import { buildTrainingProgram } from '../graph/program';
import type { LayerSummary } from '../graph/program-types';
import { TrainingSession } from '../graph/session';
import { imageNetwork } from '../inference/image-network';
import { type PredictOptions, type Probabilities, predictProbabilities } from '../inference/predict';
import type { ScoringNetwork } from '../inference/score-image';
import { type CheckpointKind, type FoundCheckpoint, findCheckpoint } from './checkpoint';
import { predictionSpec } from './program-spec';
import { readPrepared, readSnapshot } from './run-folder';
import type { TrainingState } from './training-state';

/** A run with the variables of one of its checkpoints, ready to predict. Dispose it after use. */
export interface TrainedRun {
  snapshot: Snapshot;
  prepared: Prepared;
  /** Which checkpoint was read; `best` falls back to `last` where there is none or it is damaged, and the other way. */
  checkpoint: CheckpointKind;
  /** Where the run stood at that checkpoint. */
  state: TrainingState;
  /** Every variable of the training program by name. */
  values: ReadonlyMap<string, Float32Array>;
  /** What a person should know, e.g. that a damaged checkpoint was passed over. */
  notices: string[];
  /** Of the network as it predicts, in the order of the forward pass. */
  layers: readonly LayerSummary[];
  /** For scoring and for prediction band by band. */
  network: ScoringNetwork;
  predict(image: PixelImage, options?: PredictOptions): Promise<Probabilities>;
  dispose(): Promise<void>;
}

/** A run as its files hold it, without a graph. */
export interface TrainedRunFiles {
  snapshot: Snapshot;
  prepared: Prepared;
  checkpoint: FoundCheckpoint;
}

/** @throws Problem `run-not-trained` where the run has no checkpoint, `checkpoint-damaged` where none can be read */
export async function readTrainedRun(runFolder: string, which: CheckpointKind = 'best'): Promise<TrainedRunFiles> {
  const snapshot = await readSnapshot(runFolder);
  const prepared = await readPrepared(runFolder);
  const checkpoint = await findCheckpoint(runFolder, which);
  if (!prepared || !checkpoint) throw notTrained(snapshot);
  return { snapshot, prepared, checkpoint };
}

/** @throws Problem as {@link readTrainedRun} */
export async function loadTrainedRun(runFolder: string, which: CheckpointKind = 'best'): Promise<TrainedRun> {
  const { snapshot, prepared, checkpoint } = await readTrainedRun(runFolder, which);
  const { config, inputChannels, channels } = snapshot;
  const program = buildTrainingProgram(predictionSpec(config, inputChannels, channels.length, prepared));
  const folder = await mkdtemp(join(tmpdir(), 'maskwright-graph-'));
  let session: TrainingSession | undefined;
  const dispose = async (): Promise<void> => {
    session?.dispose();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    session = await TrainingSession.open(program, folder);
    session.assign(checkpoint.values);
    const network = imageNetwork(session, program, prepared);
    return {
      snapshot,
      prepared,
      checkpoint: checkpoint.kind,
      state: checkpoint.state,
      values: checkpoint.values,
      notices: checkpoint.notices,
      layers: program.layers,
      network,
      predict: (image, options) => predictProbabilities(network, image, options),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

function notTrained(snapshot: Snapshot): Problem {
  return new Problem(
    'run-not-trained',
    `The run ${snapshot.runId} has no checkpoint yet.`,
    'Resume it until its first epoch has ended, or choose another run.',
  );
}

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RunId } from '../../shared/ids';
import { Problem, systemCode } from '../../shared/problem';
import { networkName } from '../../shared/training/network-words';
import type { Snapshot, SnapshotChannel } from '../../shared/training/snapshot';
import { initialValues } from '../graph/initial-values';
import { predictingValues } from '../graph/moving-average';
import type { Program, VariableSpec } from '../graph/program-types';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint';
import { writeDurably } from './durable-file';
import { readTrainedRun, type TrainedRunFiles } from './trained-run';
import { startState } from './training-state';

type Values = Map<string, Float32Array>;

/** What a run that is trained further begins with. */
export type Beginning =
  /** Kept by an earlier start of the run, so that it no longer depends on the other one. */
  { kind: 'kept'; values: Values } | { kind: 'run'; run: RunId; files: TrainedRunFiles };

/**
 * Reads what the run begins with, where it goes on from another.
 * @throws Problem `start-run-missing`
 */
export async function readBeginning(runFolder: string, { config }: Snapshot): Promise<Beginning | null> {
  const run = config.startFrom;
  if (run === null) return null;
  const path = startPath(runFolder);
  try {
    return { kind: 'kept', values: decodeCheckpoint(await readFile(path), path).values };
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  try {
    return { kind: 'run', run, files: await readTrainedRun(join(dirname(runFolder), run)) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(
      'start-run-missing',
      `This run was to begin with what ${runWords(run)} learned. ${error.message}`,
      'Start a new run from another one, or from scratch.',
    );
  }
}

/** Mean and deviation of the input that the network learned with; null where its values are on another scale now. */
export function learnedInput(beginning: Beginning | null, range: { lo: number[]; hi: number[] }) {
  if (beginning?.kind !== 'run') return null;
  const { lo, hi, mean, deviation } = beginning.files.prepared;
  const isSame = sameNumbers(lo, range.lo) && sameNumbers(hi, range.hi);
  return isSame ? { mean, deviation } : null;
}

export interface TakeOverOptions {
  runFolder: string;
  snapshot: Pick<Snapshot, 'config' | 'channels'>;
  program: Pick<Program, 'variables'>;
  warn(problem: Problem): void;
}

/**
 * The variables that a run begins with: those of the other run, with the averages where it predicts by them. The outputs
 * of classes that both have are taken over by the class, those of new ones drawn; what is otherwise is told.
 * They are kept in the run's folder.
 * @throws Problem `start-network-differs`
 */
export async function takenOver(beginning: Beginning, options: TakeOverOptions): Promise<Values> {
  const { runFolder, program, snapshot, warn } = options;
  const { seed } = snapshot.config;
  if (beginning.kind === 'kept') return initialValues(program, seed, beginning.values);
  const { channels } = snapshot;
  const drawn = initialValues(program, seed);
  const { run, files } = beginning;
  const learned = predictingValues(files.checkpoint.values);
  const from = channels.map((channel) => matching(channel, files.snapshot.channels));
  const given: Values = new Map();
  for (const variable of program.variables) {
    if (variable.role !== 'trainable' && variable.role !== 'statistic') continue;
    const old = learned.get(variable.name);
    const fresh = drawn.get(variable.name);
    if (fresh === undefined) throw new Error(`${variable.name} has no first value`);
    if (isOutput(variable)) {
      const columns = old === undefined ? fresh : outputColumns(fresh, old, from, files.snapshot.channels.length);
      given.set(variable.name, columns);
    } else if (old === undefined || old.length !== fresh.length) throw networkDiffers(run, files.snapshot);
    else given.set(variable.name, old);
  }
  tellClasses(run, channels, files.snapshot.channels, warn);
  await writeDurably(startPath(runFolder), encodeCheckpoint({ state: startState, values: given }));
  return initialValues(program, seed, given);
}

function startPath(runFolder: string): string {
  return join(runFolder, 'start.ckpt');
}

/** A channel for each class: kernels [1,1,C,K] and biases [K] of the heads. */
function isOutput({ name }: VariableSpec): boolean {
  return /^(head|auxiliary\d+)\/(kernel|bias)$/.test(name);
}

/** Place of the same class in the other run: by id, which no project gives out twice, else by name; null: it is new. */
function matching({ id, name }: SnapshotChannel, others: readonly SnapshotChannel[]): number | null {
  const byId = others.findIndex((other) => other.id === id);
  if (byId >= 0) return byId;
  const byName = others.findIndex((other) => other.name === name);
  return byName < 0 ? null : byName;
}

/** @param from for each new channel the old one @returns [..., K], the new columns drawn */
function outputColumns(
  fresh: Float32Array,
  old: Float32Array,
  from: readonly (number | null)[],
  oldCount: number,
): Float32Array {
  const rows = fresh.length / from.length;
  if (old.length !== rows * oldCount) return fresh;
  const columns = fresh.slice();
  for (let row = 0; row < rows; row++) {
    from.forEach((source, k) => {
      if (source !== null) columns[row * from.length + k] = old[row * oldCount + source];
    });
  }
  return columns;
}

function tellClasses(
  run: RunId,
  channels: readonly SnapshotChannel[],
  before: readonly SnapshotChannel[],
  warn: (problem: Problem) => void,
): void {
  const added = channels.filter((channel) => matching(channel, before) === null);
  const dropped = before.filter((channel) => matching(channel, channels) === null);
  if (added.length > 0) {
    warn(
      new Problem(
        'start-classes-new',
        `${runWords(run)} did not know ${listed(added)}: what tells ${added.length === 1 ? 'it' : 'them'} apart begins with random weights, the rest with what was learned.`,
        'Nothing has to be done.',
      ),
    );
  }
  if (dropped.length > 0) {
    warn(
      new Problem(
        'start-classes-gone',
        `${runWords(run)} knew ${listed(dropped)}, which this run has not; what told ${dropped.length === 1 ? 'it' : 'them'} apart is left out.`,
        'Nothing has to be done.',
      ),
    );
  }
}

function networkDiffers(run: RunId, { config, inputChannels }: Snapshot): Problem {
  return new Problem(
    'start-network-differs',
    `${runWords(run)} has another network: ${networkName(config.network)}, for ${inputChannels} ${inputChannels === 1 ? 'channel' : 'channels'}.`,
    'Choose that network, or begin from scratch.',
  );
}

function listed(channels: readonly SnapshotChannel[]): string {
  return channels.map(({ name }) => `"${name}"`).join(', ');
}

/** `Run 7` */
function runWords(run: RunId): string {
  return `Run ${Number(run.slice('run-'.length))}`;
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

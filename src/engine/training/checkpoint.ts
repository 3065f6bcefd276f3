import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem, systemCode } from '../../shared/problem';
import { writeDurably } from './durable-file';
import { type TrainingState, trainingStateSchema } from './training-state';

export type CheckpointKind = 'best' | 'last';

export interface Checkpoint {
  state: TrainingState;
  /** Every variable of the training program, optimiser slots and moving statistics included. */
  values: Map<string, Float32Array>;
}

export interface FoundCheckpoint extends Checkpoint {
  kind: CheckpointKind;
  /** Sentences about checkpoints that were passed over. */
  notices: string[];
}

/**
 * Layout: 8 bytes of magic, header length (uint64, little-endian), header (JSON, padded with blanks to a multiple of 8),
 * the tensors as raw little-endian float32 one after another, SHA-256 of everything before it. No graph.
 */
const magic = Buffer.from('MASKWCK1', 'latin1');
const digestBytes = 32;

const headerSchema = z.strictObject({
  version: z.literal(1),
  state: trainingStateSchema,
  tensors: z.array(z.strictObject({ name: z.string(), offset: z.int().min(0), length: z.int().min(0) })),
});

/** Path of a run's checkpoint. */
export function checkpointPath(runFolder: string, kind: CheckpointKind): string {
  return join(runFolder, `${kind}.ckpt`);
}

/** Writes a checkpoint over the earlier one; a crash at any moment leaves one of the two whole. */
export async function writeCheckpoint(runFolder: string, kind: CheckpointKind, checkpoint: Checkpoint): Promise<void> {
  await writeDurably(checkpointPath(runFolder, kind), encodeCheckpoint(checkpoint));
}

/**
 * Reads the checkpoint asked for, or the other one where it is missing or damaged; null where the run has none.
 * @throws Problem `checkpoint-damaged` where a file is there but none can be read
 */
export async function findCheckpoint(runFolder: string, wanted: CheckpointKind): Promise<FoundCheckpoint | null> {
  const notices: string[] = [];
  let damaged: Problem | undefined;
  for (const kind of wanted === 'best' ? (['best', 'last'] as const) : (['last', 'best'] as const)) {
    const path = checkpointPath(runFolder, kind);
    try {
      const checkpoint = decodeCheckpoint(await readFile(path), path);
      if (kind !== wanted && damaged) notices.push(`The checkpoint "${kind}" is used in its place.`);
      return { ...checkpoint, kind, notices };
    } catch (error) {
      if (systemCode(error) === 'ENOENT') continue;
      if (!(error instanceof Problem)) throw error;
      damaged = error;
      notices.push(error.message);
    }
  }
  if (damaged) throw damaged;
  return null;
}

/** The bytes of a checkpoint's file, in parts. */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array[] {
  let offset = 0;
  const tensors = [...checkpoint.values].map(([name, data]) => {
    const entry = { name, offset, length: data.length };
    offset += data.byteLength;
    return entry;
  });
  const json = JSON.stringify({ version: 1, state: checkpoint.state, tensors });
  const text = Buffer.from(json, 'utf8');
  const header = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const bodies = [...checkpoint.values.values()].map(
    (data) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  );
  const parts: Uint8Array[] = [magic, length, header, ...bodies];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return [...parts, hash.digest()];
}

/** @param path named where it is damaged @throws Problem `checkpoint-damaged` */
export function decodeCheckpoint(bytes: Buffer, path: string): Checkpoint {
  const end = bytes.length - digestBytes;
  if (end < 16 || !bytes.subarray(0, 8).equals(magic)) throw damagedProblem(path, 'it is no checkpoint');
  const digest = createHash('sha256').update(bytes.subarray(0, end)).digest();
  if (!digest.equals(bytes.subarray(end))) throw damagedProblem(path, 'its checksum does not match');
  const bodyStart = 16 + Number(bytes.readBigUInt64LE(8));
  const header = headerSchema.safeParse(parseJson(bytes.subarray(16, bodyStart).toString('utf8')));
  if (!header.success) throw damagedProblem(path, 'it was written by another version');
  const values = new Map<string, Float32Array>();
  for (const { name, offset, length } of header.data.tensors) {
    const start = bodyStart + offset;
    if (start + 4 * length > end) throw damagedProblem(path, 'a tensor reaches past its end');
    const data = new Float32Array(length);
    new Uint8Array(data.buffer).set(bytes.subarray(start, start + 4 * length));
    values.set(name, data);
  }
  return { state: header.data.state, values };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function damagedProblem(path: string, why: string): Problem {
  return new Problem(
    'checkpoint-damaged',
    `The checkpoint ${path} is damaged: ${why}.`,
    'Use the other checkpoint of the run, or train it again.',
    path,
  );
}

import { z } from 'zod';
import { classIdSchema, imageIdSchema, projectIdSchema, runIdSchema } from '../ids';
import { imagePartFields } from '../images/image-part';
import { runConfigSchema } from './run-config';

/**
 * What a run was started from: `runs/<id>/snapshot.json` and, beside it, `labels.bin`.
 * The engine reads these and the images, never the database. The label tiles of all images lie one after another in
 * `labels.bin`, each as stored in the database (raw deflate of 256x256 bytes; an absent tile is all 0).
 */
export const snapshotTileSchema = z.strictObject({
  tileX: z.int().min(0),
  tileY: z.int().min(0),
  offset: z.int().min(0),
  length: z.int().min(1),
});

export const snapshotImageSchema = z.strictObject({
  id: imageIdSchema,
  name: z.string(),
  /** Absolute path at the time of the start. */
  path: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  width: z.int().min(1),
  height: z.int().min(1),
  /** Which page of its file, and which of its channels; not there for the first page as it is. */
  ...imagePartFields,
  split: z.enum(['training', 'validation']),
  labelRevision: z.int().min(0),
  tiles: z.array(snapshotTileSchema),
  /** Of `importance.bin`, stored alike; there where the run's weighting reads painted importance. */
  importanceTiles: z.array(snapshotTileSchema).optional(),
});
export type SnapshotImage = z.infer<typeof snapshotImageSchema>;

/** An output channel of the network, frozen in the run. `id` 0 is the background. */
export const snapshotChannelSchema = z.strictObject({
  id: z.union([classIdSchema, z.literal(0)]),
  name: z.string(),
  color: z.string().regex(/^#[0-9a-f]{6}$/),
});
export type SnapshotChannel = z.infer<typeof snapshotChannelSchema>;

export const snapshotSchema = z.strictObject({
  version: z.literal(1),
  runId: runIdSchema,
  projectId: projectIdSchema,
  projectName: z.string(),
  createdAt: z.iso.datetime(),
  unpainted: z.enum(['void', 'background']),
  /** 1, 3 or more: the project's setting. */
  inputChannels: z.int().min(1).max(64),
  channels: z.array(snapshotChannelSchema).min(1),
  images: z.array(snapshotImageSchema),
  config: runConfigSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/**
 * What the engine finds out about the data before the first step and freezes beside the snapshot in `prepared.json`:
 * the value range of the input and the statistics that the network subtracts and divides by.
 */
export const preparedSchema = z.strictObject({
  version: z.literal(1),
  decodeVersion: z.int(),
  /** Bits a channel of the images trained on; others are on another scale. */
  depth: z.union([z.literal(8), z.literal(16), z.literal(32)]),
  /** Input range per channel, in the file's units: I = clamp((x - lo) / (hi - lo), 0, 1). */
  lo: z.array(z.number()),
  hi: z.array(z.number()),
  /** Per channel over the training set, in units of I. */
  mean: z.array(z.number()),
  deviation: z.array(z.number().positive()),
  /** Valid training pixels per output channel; what `balance` reads. */
  pixelCounts: z.array(z.int().min(0)),
});
export type Prepared = z.infer<typeof preparedSchema>;

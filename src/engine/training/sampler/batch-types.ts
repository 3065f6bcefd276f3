import type { ImageId } from '../../../shared/ids';
import type { Augmentation } from '../../../shared/training/run-config';

/** Where raw values begin in a file; rows follow one another without padding, in the machine's byte order. */
export interface FileRegion {
  path: string;
  offset: number;
}

/** A training image made ready for sampling: raw files in a work folder, and where its labelled pixels lie. */
export interface PreparedImageRef {
  id: ImageId;
  width: number;
  height: number;
  /** Of the pixels as decoded, interleaved. */
  channels: number;
  depth: 8 | 16 | 32;
  pixels: FileRegion;
  /** One byte a pixel: output channel of the network, 255 where nothing is to be learnt. */
  labels: FileRegion;
  /** float32 a pixel, n in [0,1]; null: n is 0 everywhere. */
  importance: FileRegion | null;
  /** n is 0 in the whole image. With floor 0 such an image counts unweighted: its patches get n = 1. */
  isImportanceZero: boolean;
  /** Valid pixels per 64-pixel cell and output channel, [cells, classes]; see shared/training/label-index.ts. */
  cellCounts: Uint16Array;
}

export interface BatchSourceOptions {
  images: readonly PreparedImageRef[];
  seed: number;
  /** Side of the square patch, pixels. */
  patch: number;
  /** Samples a batch. */
  batch: number;
  /** Channels of the network's input. */
  inputChannels: number;
  /** Channels of the network's output. */
  classCount: number;
  augmentation: Augmentation;
  /** Input range per channel of the file: I = clamp((x - lo) / (hi - lo), 0, 1). */
  range: { lo: readonly number[]; hi: readonly number[] };
  /** The weighting's floor; at 0, images whose whole n is 0 are given n = 1. */
  floor: number;
  /** Worker threads; default 1. The batches are the same for any number. */
  workers?: number;
  /** Batches in memory, the one in use included; default 4. */
  prefetch?: number;
  /** For images kept in memory; default a quarter of the free memory, at most 4 GB. The rest is read by rows. */
  memoryLimitBytes?: number;
}

/** One batch. Its arrays are views of shared memory that is filled again after `release`. */
export interface Batch {
  /** 0 for the first batch of a run. */
  step: number;
  /** [B,P,P,C], values in [0,1]. */
  image: Float32Array;
  /** [B,P,P] output channel; 0 where validity is 0. */
  labels: Uint8Array;
  /** [B,P,P], 0 or 1. */
  validity: Float32Array;
  /** [B,P,P], n in [0,1]. */
  importance: Float32Array;
  imageIds: ImageId[];
  /** How long `next` had to wait for it, milliseconds. */
  waitedMs: number;
}

export interface BatchSource {
  /** The batch of the next step, in order. Rejects with a Problem where an image cannot be read any more. */
  next(): Promise<Batch>;
  /** Gives a batch's memory back. Dispose every tensor made from it before. */
  release(batch: Batch): void;
  close(): Promise<void>;
  /** Images counted unweighted because their whole n is 0 and the floor is 0. */
  readonly unweightedImages: readonly ImageId[];
}

import type { ProblemData } from '../../../shared/problem';
import type { BatchSourceOptions } from './batch-types';
import type { BatchArrays } from './fill-batch';
import type { ResidentImages } from './resident-images';

/** What a sampler worker is started with; all buffers are shared. */
export interface SamplerStart {
  options: BatchSourceOptions;
  residents: ResidentImages;
  /** One a slot, laid out as {@link slotArrays} says. */
  slots: SharedArrayBuffer[];
  /** Int32 a slot: number of its newest finished step, plus 1. */
  finished: SharedArrayBuffer;
}

export interface SampleRequest {
  step: number;
  slot: number;
}

/** Said after each batch; `problem` where it could not be made. */
export interface SampleReply extends SampleRequest {
  problem?: ProblemData;
}

type SlotShape = Pick<BatchSourceOptions, 'batch' | 'patch' | 'inputChannels'>;

/** Bytes of a slot. Parts begin at multiples of 64, so that TensorFlow takes them without a copy. */
export function slotBytes(shape: SlotShape): number {
  return slotOffsets(shape).end;
}

/** The arrays of a batch as views of its slot. */
export function slotArrays(buffer: SharedArrayBuffer, shape: SlotShape): BatchArrays {
  const offsets = slotOffsets(shape);
  const pixels = shape.batch * shape.patch * shape.patch;
  return {
    image: new Float32Array(buffer, offsets.image, pixels * shape.inputChannels),
    validity: new Float32Array(buffer, offsets.validity, pixels),
    importance: new Float32Array(buffer, offsets.importance, pixels),
    labels: new Uint8Array(buffer, offsets.labels, pixels),
    images: new Int32Array(buffer, offsets.images, shape.batch),
  };
}

function slotOffsets({ batch, patch, inputChannels }: SlotShape): {
  image: number;
  validity: number;
  importance: number;
  labels: number;
  images: number;
  end: number;
} {
  const aligned = (bytes: number): number => Math.ceil(bytes / 64) * 64;
  const pixels = batch * patch * patch;
  const validity = aligned(pixels * inputChannels * 4);
  const importance = validity + aligned(pixels * 4);
  const labels = importance + aligned(pixels * 4);
  const images = labels + aligned(pixels);
  return { image: 0, validity, importance, labels, images, end: images + aligned(batch * 4) };
}

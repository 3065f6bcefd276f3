import type { SamplingIndex } from '../../../shared/training/label-index';
import { maxRedraws, noiseStream, planSample, type SampleKey } from '../../../shared/training/sampling';
import type { BatchSourceOptions } from './batch-types';
import { changeColours } from './colour';
import type { ImageReader } from './image-reader';
import { windowOf } from './patch-window';
import { cutPatch, type PatchSlot } from './warp';

/** The arrays of a whole batch, as `Batch`, and the images' places among the training images. */
export interface BatchArrays extends PatchSlot {
  images: Int32Array;
}

/**
 * Makes batch number `step` (0 for the first): a pure function of the step, the options and the prepared images.
 */
export function fillBatch(
  step: number,
  options: BatchSourceOptions,
  index: SamplingIndex,
  reader: ImageReader,
  arrays: BatchArrays,
): void {
  const pixels = options.patch * options.patch;
  const values = pixels * options.inputChannels;
  for (let sample = 0; sample < options.batch; sample++) {
    const slot: PatchSlot = {
      image: arrays.image.subarray(sample * values, (sample + 1) * values),
      labels: arrays.labels.subarray(sample * pixels, (sample + 1) * pixels),
      validity: arrays.validity.subarray(sample * pixels, (sample + 1) * pixels),
      importance: arrays.importance.subarray(sample * pixels, (sample + 1) * pixels),
    };
    arrays.images[sample] = fillSample({ seed: options.seed, step, sample }, options, index, reader, slot);
  }
}

/** @returns the image that the patch was cut from */
function fillSample(
  key: SampleKey,
  options: BatchSourceOptions,
  index: SamplingIndex,
  reader: ImageReader,
  slot: PatchSlot,
): number {
  const { patch, augmentation, inputChannels, classCount } = options;
  for (let attempt = 0; ; attempt++) {
    const plan = planSample(key, attempt, index, patch, augmentation, reader.channels);
    const { width, height } = index.images[plan.image];
    const window = reader.window(plan.image, windowOf(plan.geometry, patch, width, height));
    const valid = cutPatch(window, plan.geometry, patch, inputChannels, classCount, slot);
    if (valid === 0 && attempt < maxRedraws) continue;
    changeColours(slot.image, plan.colour, noiseStream(key));
    return plan.image;
  }
}

import { type ExactCrop, type FreeCrop, type PatchGeometry, turnMatrix } from '../../../shared/training/sampling';
import { reflectIndex } from '../../graph/padding';
import type { PatchWindow } from './patch-window';

/** Where one sample of a batch goes; P is the patch's side. */
export interface PatchSlot {
  /** [P,P,C]. */
  image: Float32Array;
  /** [P,P]; 0 where validity is 0. */
  labels: Uint8Array;
  /** [P,P], 0 or 1. */
  validity: Float32Array;
  /** [P,P]. */
  importance: Float32Array;
}

/**
 * Cuts a patch: image and importance bilinearly, labels and validity from the nearest pixel; outside the image
 * everything is mirrored and validity is 0. An exact crop copies values bit for bit.
 * @param window what {@link windowOf} asks for
 * @param classCount labels from here on are not valid
 * @returns number of valid pixels
 */
export function cutPatch(
  window: PatchWindow,
  geometry: PatchGeometry,
  patch: number,
  channels: number,
  classCount: number,
  slot: PatchSlot,
): number {
  return geometry.kind === 'exact'
    ? cutExact(window, geometry, patch, channels, classCount, slot)
    : cutFree(window, geometry, patch, channels, classCount, slot);
}

function cutExact(
  window: PatchWindow,
  crop: ExactCrop,
  patch: number,
  channels: number,
  classCount: number,
  slot: PatchSlot,
): number {
  const columns = mirroredAxis(crop.left, patch, window.imageWidth, window.left, 1);
  const rows = mirroredAxis(crop.top, patch, window.imageHeight, window.top, window.width);
  // A turned patch reads columns down and rows across; a negative entry reads backwards.
  const matrix = turnMatrix(crop);
  const isTransposed = matrix[0] === 0;
  const alongColumns = isTransposed ? turned(rows, matrix[2] < 0) : turned(columns, matrix[0] < 0);
  const alongRows = isTransposed ? turned(columns, matrix[1] < 0) : turned(rows, matrix[3] < 0);
  // Held in variables: looking them up in the slot for each pixel doubles the time.
  const { unit, importance, labels } = window;
  const { image, importance: importanceOut, labels: labelsOut, validity } = slot;
  const { offsets, isInside } = alongColumns;
  let valid = 0;
  for (let row = 0, to = 0; row < patch; row++) {
    const rowOffset = alongRows.offsets[row];
    const isRowInside = alongRows.isInside[row];
    for (let column = 0; column < patch; column++, to++) {
      const from = offsets[column] + rowOffset;
      if (channels === 1) image[to] = unit[from];
      else for (let c = 0; c < channels; c++) image[to * channels + c] = unit[from * channels + c];
      importanceOut[to] = importance[from];
      const label = labels[from];
      const isValid = (isInside[column] & isRowInside) === 1 && label < classCount ? 1 : 0;
      labelsOut[to] = isValid * label;
      validity[to] = isValid;
      valid += isValid;
    }
  }
  return valid;
}

function cutFree(
  window: PatchWindow,
  crop: FreeCrop,
  patch: number,
  channels: number,
  classCount: number,
  slot: PatchSlot,
): number {
  const { unit, importance, labels, imageWidth, imageHeight, left, top, width } = window;
  const { image, importance: importanceOut, labels: labelsOut, validity } = slot;
  const { centreX, centreY, matrix } = crop;
  const [m0, m1, m2, m3] = matrix;
  let valid = 0;
  for (let row = 0, to = 0; row < patch; row++) {
    const qy = row + 0.5 - patch / 2;
    for (let column = 0; column < patch; column++, to++) {
      const qx = column + 0.5 - patch / 2;
      const x = centreX + m0 * qx + m1 * qy;
      const y = centreY + m2 * qx + m3 * qy;
      const x0 = Math.floor(x - 0.5);
      const y0 = Math.floor(y - 0.5);
      const fx = x - 0.5 - x0;
      const fy = y - 0.5 - y0;
      const near = reflectIndex(x0, imageWidth) - left;
      const far = reflectIndex(x0 + 1, imageWidth) - left;
      const upper = (reflectIndex(y0, imageHeight) - top) * width;
      const lower = (reflectIndex(y0 + 1, imageHeight) - top) * width;
      const a = upper + near;
      const b = upper + far;
      const c = lower + near;
      const d = lower + far;
      const wa = (1 - fx) * (1 - fy);
      const wb = fx * (1 - fy);
      const wc = (1 - fx) * fy;
      const wd = fx * fy;
      for (let k = 0; k < channels; k++) {
        image[to * channels + k] =
          wa * unit[a * channels + k] +
          wb * unit[b * channels + k] +
          wc * unit[c * channels + k] +
          wd * unit[d * channels + k];
      }
      importanceOut[to] = wa * importance[a] + wb * importance[b] + wc * importance[c] + wd * importance[d];
      const isInside = x >= 0 && y >= 0 && x < imageWidth && y < imageHeight;
      const label = isInside ? labels[(Math.floor(y) - top) * width + Math.floor(x) - left] : classCount;
      const isValid = label < classCount ? 1 : 0;
      labelsOut[to] = isValid * label;
      validity[to] = isValid;
      valid += isValid;
    }
  }
  return valid;
}

interface Axis {
  /** Into the window, in pixels, for each of the patch's rows or columns. */
  offsets: Int32Array;
  isInside: Uint8Array;
}

function mirroredAxis(from: number, length: number, size: number, windowStart: number, step: number): Axis {
  const offsets = new Int32Array(length);
  const isInside = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const at = from + i;
    offsets[i] = (reflectIndex(at, size) - windowStart) * step;
    isInside[i] = at >= 0 && at < size ? 1 : 0;
  }
  return { offsets, isInside };
}

function turned(axis: Axis, isBackwards: boolean): Axis {
  if (!isBackwards) return axis;
  return { offsets: axis.offsets.slice().reverse(), isInside: axis.isInside.slice().reverse() };
}

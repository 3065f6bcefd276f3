import type { PatchGeometry } from '../../../shared/training/sampling';
import { reflectIndex } from '../../graph/padding';

/** A rectangle of an image, pixels; all of it lies inside. */
export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What a rectangle of a training image holds, row-major. */
export interface PatchWindow extends Rectangle {
  /** Of the whole image. */
  imageWidth: number;
  imageHeight: number;
  /** I in [0,1], [height, width, channels]. */
  unit: Float32Array;
  /** Output channel, 255 where not valid. */
  labels: Uint8Array;
  /** n in [0,1]. */
  importance: Float32Array;
}

/** The part of the image that a patch reads, what is mirrored in from outside included. */
export function windowOf(geometry: PatchGeometry, patch: number, imageWidth: number, imageHeight: number): Rectangle {
  const reach = geometry.kind === 'exact' ? exactReach(geometry, patch) : freeReach(geometry, patch);
  const [left, right] = reflectedRange(reach.left, reach.right, imageWidth);
  const [top, bottom] = reflectedRange(reach.top, reach.bottom, imageHeight);
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

interface Reach {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function exactReach({ left, top }: { left: number; top: number }, patch: number): Reach {
  return { left, right: left + patch - 1, top, bottom: top + patch - 1 };
}

function freeReach(geometry: Extract<PatchGeometry, { kind: 'free' }>, patch: number): Reach {
  const { centreX, centreY, matrix } = geometry;
  const x = (patch / 2) * (Math.abs(matrix[0]) + Math.abs(matrix[1]));
  const y = (patch / 2) * (Math.abs(matrix[2]) + Math.abs(matrix[3]));
  // Half a pixel to each side for the interpolation, and a whole one for rounding.
  return {
    left: Math.floor(centreX - x) - 2,
    right: Math.ceil(centreX + x) + 1,
    top: Math.floor(centreY - y) - 2,
    bottom: Math.ceil(centreY + y) + 1,
  };
}

function reflectedRange(from: number, to: number, size: number): [number, number] {
  if (from >= 0 && to < size) return [from, to];
  let low = size - 1;
  let high = 0;
  for (let at = from; at <= to; at++) {
    const inside = reflectIndex(at, size);
    low = Math.min(low, inside);
    high = Math.max(high, inside);
  }
  return [low, high];
}

import { addBoundaries, emptyBoundaryCounts, mergeBoundaryCounts } from '../../shared/training/boundary';
import { addToConfusion, emptyConfusion, mergeConfusion } from '../../shared/training/confusion';
import type { Scores } from '../../shared/training/run-events';
import { scoresOf } from '../../shared/training/scores';

/** One image's labels and what a network said, both as output channels, row-major [height, width]. */
interface ScoredMap {
  width: number;
  height: number;
  /** 255 where the pixel is void: neither counted nor part of a boundary. */
  labels: Uint8Array;
  /** The channel of the highest probability. */
  predictions: Uint8Array;
}

export interface Evaluation {
  /** Counts an image into the pool. @returns the scores of this image alone */
  add(map: ScoredMap): Scores;
  /** Scores pooled over all images so far. */
  pooled(): Scores;
  readonly images: number;
}

/**
 * Scores of predictions, image by image and pooled (definitions: Scores). Keeps counts only, so any number of images
 * can pass through.
 * @param names of the network's output channels, in order
 * @param boundaryDistancePx d of Boundary IoU
 */
export function startEvaluation(names: readonly string[], boundaryDistancePx: number): Evaluation {
  const classCount = names.length;
  const confusion = emptyConfusion(classCount);
  const boundaries = emptyBoundaryCounts(classCount);
  let images = 0;
  return {
    add({ width, height, labels, predictions }) {
      const pixels = width * height;
      if (labels.length !== pixels || predictions.length !== pixels) {
        throw new RangeError(`${labels.length} labels and ${predictions.length} predictions for ${width}x${height}`);
      }
      const own = emptyConfusion(classCount);
      const ownBoundaries = emptyBoundaryCounts(classCount);
      addToConfusion(own, labels, predictions);
      addBoundaries(ownBoundaries, labels, predictions, width, height, boundaryDistancePx);
      mergeConfusion(confusion, own);
      mergeBoundaryCounts(boundaries, ownBoundaries);
      images++;
      return scoresOf(own, ownBoundaries, names);
    },
    pooled: () => scoresOf(confusion, boundaries, names),
    get images() {
      return images;
    },
  };
}

/** Pixels in the boundary bands per class: of the labels, of the predictions, and of both; see {@link addBoundaries}. */
export interface BoundaryCounts {
  labels: Float64Array;
  predictions: Float64Array;
  both: Float64Array;
}

export function emptyBoundaryCounts(classCount: number): BoundaryCounts {
  return {
    labels: new Float64Array(classCount),
    predictions: new Float64Array(classCount),
    both: new Float64Array(classCount),
  };
}

/**
 * Counts for Boundary IoU (Cheng et al. 2021). For each class, G are its labelled pixels and P its predicted ones, void
 * pixels removed from both; the boundary of a set is the set minus itself eroded d times by 3x3, outside counted as 0.
 * Counted are the boundary of G, the boundary of P, and their intersection.
 *
 * A pixel stays in its class's eroded set exactly where all (2d+1)^2 pixels around it carry the same class, so one pass
 * over each map serves all classes.
 * @param labels output channel a pixel, row-major [height, width]; `classCount` and beyond is void
 * @param predictions the same for the prediction
 * @param distancePx d, at least 1
 */
export function addBoundaries(
  counts: BoundaryCounts,
  labels: Uint8Array,
  predictions: Uint8Array,
  width: number,
  height: number,
  distancePx: number,
): void {
  const classCount = counts.labels.length;
  const valid = new Uint8Array(labels.length).fill(255);
  const cleaned = new Uint8Array(labels.length).fill(255);
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] >= classCount) continue;
    valid[i] = labels[i];
    cleaned[i] = predictions[i];
  }
  const inLabels = boundaryBand(valid, width, height, distancePx);
  const inPredictions = boundaryBand(cleaned, width, height, distancePx);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label >= classCount) continue;
    if (inLabels[i] === 1) {
      counts.labels[label]++;
      if (inPredictions[i] === 1 && cleaned[i] === label) counts.both[label]++;
    }
    if (inPredictions[i] === 1) counts.predictions[cleaned[i]]++;
  }
}

/** Adds the counts of `other`: pooling. */
export function mergeBoundaryCounts(counts: BoundaryCounts, other: BoundaryCounts): void {
  for (const part of ['labels', 'predictions', 'both'] as const) {
    for (let k = 0; k < counts[part].length; k++) counts[part][k] += other[part][k];
  }
}

/** Intersection over union of the two bands of a class; null where neither has a pixel. */
export function boundaryIou(counts: BoundaryCounts, channel: number): number | null {
  const both = counts.both[channel];
  const union = counts.labels[channel] + counts.predictions[channel] - both;
  return union === 0 ? null : both / union;
}

/** 1 where not all (2d+1)^2 pixels around carry the pixel's own value; outside the map counts as another value. */
function boundaryBand(map: Uint8Array, width: number, height: number, distancePx: number): Uint8Array {
  const band = new Uint8Array(map.length).fill(1);
  const reach = 2 * distancePx;
  // How many rows, up to here, are even across the window and of the same value in the window's middle column.
  const depth = new Int32Array(width);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let run = 0;
    for (let x = 0; x < width; x++) {
      run = x > 0 && map[row + x] === map[row + x - 1] ? run + 1 : 0;
      const middle = x - distancePx;
      if (middle < 0) continue;
      if (run < reach) {
        depth[middle] = 0;
        continue;
      }
      const isContinued = depth[middle] > 0 && map[row + middle] === map[row - width + middle];
      depth[middle] = isContinued ? depth[middle] + 1 : 1;
      if (depth[middle] > reach) band[row - distancePx * width + middle] = 0;
    }
  }
  return band;
}

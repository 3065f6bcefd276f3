/** Bins of the reliability diagram, equally wide over 0..1: as many as Guo et al. 2017 take. */
export const CALIBRATION_BINS = 15;

/** Labelled pixels by the probability of the class that was predicted, bin by bin: plain sums, so that images pool. */
export interface CalibrationCounts {
  pixels: Float64Array;
  /** Sum of the probabilities. */
  confidence: Float64Array;
  /** Pixels whose prediction is right. */
  right: Float64Array;
}

export function emptyCalibration(): CalibrationCounts {
  const zeros = (): Float64Array => new Float64Array(CALIBRATION_BINS);
  return { pixels: zeros(), confidence: zeros(), right: zeros() };
}

/** Counts one pixel. @param confidence probability of the predicted class, 0..1 */
export function addConfidence(counts: CalibrationCounts, confidence: number, isRight: boolean): void {
  const bin = Math.min(CALIBRATION_BINS - 1, Math.max(0, Math.floor(confidence * CALIBRATION_BINS)));
  counts.pixels[bin]++;
  counts.confidence[bin] += confidence;
  if (isRight) counts.right[bin]++;
}

/** A bar of the reliability diagram; null where the bin is empty. */
export interface ReliabilityBin {
  from: number;
  to: number;
  pixels: number;
  /** Mean probability, and share of right pixels: equal in a calibrated network. */
  confidence: number | null;
  accuracy: number | null;
}

export interface Reliability {
  bins: ReliabilityBin[];
  /**
   * Expected calibration error (Guo et al. 2017, equation 3): the mean over pixels of the distance between a bin's share of
   * right pixels and its mean probability, 0..1. Null where nothing is labelled.
   */
  error: number | null;
  /** Mean probability minus share of right pixels: above 0 where the network is surer than it should be. */
  surplus: number | null;
}

export function reliabilityOf({ pixels, confidence, right }: CalibrationCounts): Reliability {
  const total = sum(pixels);
  const bins = Array.from(
    pixels,
    (count, bin): ReliabilityBin => ({
      from: bin / CALIBRATION_BINS,
      to: (bin + 1) / CALIBRATION_BINS,
      pixels: count,
      confidence: count === 0 ? null : confidence[bin] / count,
      accuracy: count === 0 ? null : right[bin] / count,
    }),
  );
  if (total === 0) return { bins, error: null, surplus: null };
  let error = 0;
  for (let bin = 0; bin < pixels.length; bin++) error += Math.abs(right[bin] - confidence[bin]) / total;
  return { bins, error, surplus: (sum(confidence) - sum(right)) / total };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Thresholds 0, 0.01, … 1 of a class's probability. */
export const THRESHOLD_STEPS = 101;

/**
 * Labelled pixels by class and by the step of the class's probability, [K, 101]: those that are the class, and the others.
 * Plain sums, so that images pool.
 */
export interface ThresholdCounts {
  classCount: number;
  own: Float64Array;
  others: Float64Array;
}

export function emptyThresholds(classCount: number): ThresholdCounts {
  const size = classCount * THRESHOLD_STEPS;
  return { classCount, own: new Float64Array(size), others: new Float64Array(size) };
}

/** The highest threshold, in steps, that a probability reaches; what float32 makes of a hundredth reaches it. */
export function thresholdStep(probability: number): number {
  return Math.min(THRESHOLD_STEPS - 1, Math.max(0, Math.floor(probability * (THRESHOLD_STEPS - 1) + 1e-5)));
}

/** What taking a class wherever its probability reaches a threshold would score. */
export interface ThresholdPoint {
  threshold: number;
  /** Null where no pixel reaches the threshold. */
  precision: number | null;
  /** Null where no labelled pixel is of the class. */
  recall: number | null;
  /** 2tp/(2tp+fp+fn); null where there is neither. */
  dice: number | null;
}

/** All thresholds of a class, from 0 up. */
export function thresholdCurve({ own, others }: ThresholdCounts, channel: number): ThresholdPoint[] {
  const start = channel * THRESHOLD_STEPS;
  const points: ThresholdPoint[] = [];
  const positives = own.subarray(start, start + THRESHOLD_STEPS).reduce((sum, count) => sum + count, 0);
  let hits = 0;
  let alarms = 0;
  for (let step = THRESHOLD_STEPS - 1; step >= 0; step--) {
    hits += own[start + step];
    alarms += others[start + step];
    points.push({
      threshold: step / (THRESHOLD_STEPS - 1),
      precision: share(hits, hits + alarms),
      recall: share(hits, positives),
      dice: share(2 * hits, hits + alarms + positives),
    });
  }
  return points.reverse();
}

/** Where Dice is highest, the middle one of equal ones; null where the class is not labelled. */
export function bestThreshold(curve: readonly ThresholdPoint[]): ThresholdPoint | null {
  const most = curve.reduce((best, { dice }) => Math.max(best, dice ?? 0), 0);
  if (most === 0) return null;
  const best = curve.filter(({ dice }) => dice === most);
  return best[best.length >> 1] ?? null;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

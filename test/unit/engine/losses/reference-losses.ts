import type { LossConfig } from '../../../../src/shared/training/run-config';

/** Pixels of a loss in float64: logits row-major [N,K], the rest [N]. */
export interface ReferencePixels {
  classCount: number;
  logits: ArrayLike<number>;
  labels: ArrayLike<number>;
  validity: ArrayLike<number>;
  weights: ArrayLike<number>;
}

/** The losses as the mathematics states them, pixel by pixel in float64. */
export function referenceLoss(config: LossConfig, pixels: ReferencePixels): number {
  const entropy = (): number => weightedMean(pixels, (n) => crossEntropy(pixels, n, config.labelSmoothing));
  switch (config.kind) {
    case 'ce':
      return entropy();
    case 'focal':
      return weightedMean(pixels, (n) => {
        const missing = 1 - (probabilities(pixels, n)[label(pixels, n)] ?? 0);
        return missing ** config.focalGamma * crossEntropy(pixels, n, config.labelSmoothing);
      });
    case 'dice':
      return dice(pixels, config.labelSmoothing);
    case 'ce+dice':
      return (1 - config.diceShare) * entropy() + config.diceShare * dice(pixels, config.labelSmoothing);
  }
}

function weightedMean(pixels: ReferencePixels, value: (n: number) => number): number {
  let [above, below] = [0, 0];
  for (let n = 0; n < pixels.labels.length; n++) {
    if (pixels.validity[n] !== 1) continue;
    above += (pixels.weights[n] ?? 0) * value(n);
    below += pixels.weights[n] ?? 0;
  }
  return below === 0 ? 0 : above / below;
}

function dice(pixels: ReferencePixels, smoothing: number): number {
  const valid = Array.from(pixels.labels, (_, n) => n).filter((n) => pixels.validity[n] === 1);
  const meanWeight = valid.reduce((sum, n) => sum + (pixels.weights[n] ?? 0), 0) / valid.length;
  const missed: number[] = [];
  for (let k = 0; k < pixels.classCount; k++) {
    if (!valid.some((n) => label(pixels, n) === k)) continue;
    let [both, predicted, true_] = [0, 0, 0];
    for (const n of valid) {
      const u = (pixels.weights[n] ?? 0) / meanWeight;
      const p = probabilities(pixels, n)[k] ?? 0;
      const g = target(pixels, n, k, smoothing);
      both += u * p * g;
      predicted += u * p;
      true_ += u * g;
    }
    missed.push(1 - (2 * both + 1) / (predicted + true_ + 1));
  }
  return missed.length === 0 ? 0 : missed.reduce((a, b) => a + b, 0) / missed.length;
}

function crossEntropy(pixels: ReferencePixels, n: number, smoothing: number): number {
  return probabilities(pixels, n).reduce((sum, p, k) => sum - target(pixels, n, k, smoothing) * Math.log(p), 0);
}

function target(pixels: ReferencePixels, n: number, k: number, smoothing: number): number {
  return (label(pixels, n) === k ? 1 - smoothing : 0) + smoothing / pixels.classCount;
}

function label(pixels: ReferencePixels, n: number): number {
  return pixels.labels[n] ?? 0;
}

function probabilities({ logits, classCount }: ReferencePixels, n: number): number[] {
  const row = Array.from({ length: classCount }, (_, k) => logits[n * classCount + k] ?? 0);
  const largest = Math.max(...row);
  const powers = row.map((z) => Math.exp(z - largest));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

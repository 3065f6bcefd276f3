/**
 * Entropy of the class probabilities at each pixel over that of a coin with as many sides: `-sum_k p_k log p_k / log K`.
 *
 * @param probabilities [pixels, K], each pixel's summing to 1
 * @param out where the values go from `at` on, each in [0,1]; 0 log 0 is 0, and one class alone is never uncertain
 */
export function writeUncertainty(probabilities: Float32Array, classCount: number, out: Float32Array, at = 0): void {
  const pixels = probabilities.length / classCount;
  if (classCount < 2) {
    out.fill(0, at, at + pixels);
    return;
  }
  const scale = -1 / Math.log(classCount);
  for (let pixel = 0, p = 0; pixel < pixels; pixel++) {
    let sum = 0;
    for (let k = 0; k < classCount; k++, p++) {
      const value = probabilities[p];
      if (value > 0) sum += value * Math.log(value);
    }
    out[at + pixel] = Math.min(1, Math.max(0, sum * scale));
  }
}

/** Entropy -sum p log p of a pixel's probabilities, nats; 0 log 0 is 0. @param probabilities [..., classCount] */
export function entropyAt(probabilities: Float32Array, pixel: number, classCount: number): number {
  let entropy = 0;
  const end = (pixel + 1) * classCount;
  for (let at = pixel * classCount; at < end; at++) {
    const p = probabilities[at];
    if (p > 0) entropy -= p * Math.log(p);
  }
  return entropy;
}

/** Where all classes are equally probable; of a single class 1, so that it can be divided by. */
export function highestEntropy(classCount: number): number {
  return classCount > 1 ? Math.log(classCount) : 1;
}

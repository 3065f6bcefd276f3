import { divide, maximum, multiply, power, subtract } from '../graph/operations/arithmetic';
import { floatScalar } from '../graph/operations/constants';
import { exponential } from '../graph/operations/elementwise';
import { sum } from '../graph/operations/reduce';
import { denseCrossEntropy, oneHot, sparseCrossEntropy } from '../graph/operations/softmax';
import type { Value } from '../graph/symbolic';
import { staticDimension } from '../graph/symbolic';
import { atLeastTiny, type Pixels } from './pixels';

/** -sum_k g_k log p_k of each pixel [N], g_k = (1-s) [y=k] + s/K, in nats. */
export function crossEntropyPerPixel(pixels: Pixels, smoothing: number): Value {
  if (smoothing === 0) return sparseCrossEntropy(pixels.logits, pixels.labels);
  return denseCrossEntropy(pixels.logits, smoothedTargets(pixels, smoothing));
}

/** (1 - p_y)^gamma times the cross-entropy of each pixel [N] (Lin et al. 2017); p_y of the label, smoothing or not. */
export function focalPerPixel(pixels: Pixels, gamma: number, smoothing: number): Value {
  const entropy = crossEntropyPerPixel(pixels, smoothing);
  if (gamma === 0) return entropy;
  const graph = entropy.node.graph;
  const hard = smoothing === 0 ? entropy : sparseCrossEntropy(pixels.logits, pixels.labels);
  const probability = exponential(subtract(floatScalar(graph, 0), hard));
  // Below gamma 1 the derivative of x^gamma has a pole at 0; a pixel known that well teaches nothing anyway.
  const missing = maximum(subtract(floatScalar(graph, 1), probability), floatScalar(graph, 1e-7));
  return multiply(power(missing, floatScalar(graph, gamma)), entropy);
}

/** sum(weights * x) / max(sum(weights), tiny), over [N]. */
export function weightedMean(x: Value, weights: Value): Value {
  return divide(sum(multiply(weights, x)), atLeastTiny(sum(weights)));
}

/** g [N,K] with g_k = (1-s) [y=k] + s/K. */
export function smoothedTargets({ logits, labels }: Pixels, smoothing: number): Value {
  const classCount = staticDimension(logits, 1);
  return oneHot(labels, classCount, 1 - smoothing + smoothing / classCount, smoothing / classCount);
}

import { add, divide, greater, maximum, multiply, subtract } from '../graph/operations/arithmetic';
import { floatScalar } from '../graph/operations/constants';
import { cast } from '../graph/operations/elementwise';
import { sum } from '../graph/operations/reduce';
import { reshape } from '../graph/operations/shape';
import { oneHot, softmax } from '../graph/operations/softmax';
import type { Value } from '../graph/symbolic';
import { staticDimension } from '../graph/symbolic';
import { smoothedTargets } from './cross-entropy';
import { atLeastTiny, type Pixels } from './pixels';

/**
 * Weighted soft Dice over the batch (Milletari et al. 2016), with u = v w / (mean over valid pixels of w):
 * D_k = (2 sum(u p_k g_k) + 1) / (sum(u p_k) + sum(u g_k) + 1), loss = mean over occurring classes of 1 - D_k.
 * A class occurs where a valid pixel has it; 0 where none does.
 */
export function softDice(pixels: Pixels, smoothing: number): Value {
  const { logits, labels, validity, weights } = pixels;
  const graph = logits.node.graph;
  const one = floatScalar(graph, 1);
  const p = softmax(logits);
  const g = smoothedTargets(pixels, smoothing);
  const u = column(divide(multiply(weights, sum(validity)), atLeastTiny(sum(weights))));
  const weightedP = multiply(u, p);
  const intersection = sum(multiply(weightedP, g), [0]);
  const numerator = add(multiply(floatScalar(graph, 2), intersection), one);
  const denominator = add(add(sum(weightedP, [0]), sum(multiply(u, g), [0])), one);
  const counts = sum(multiply(column(validity), oneHot(labels, staticDimension(logits, 1))), [0]);
  const occurs = cast(greater(counts, floatScalar(graph, 0)), 'float32');
  const missed = multiply(occurs, subtract(one, divide(numerator, denominator)));
  return divide(sum(missed), maximum(sum(occurs), one));
}

function column(x: Value): Value {
  return reshape(x, [-1, 1]);
}

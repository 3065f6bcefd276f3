import { maximum } from '../graph/operations/arithmetic';
import { floatScalar } from '../graph/operations/constants';
import type { Value } from '../graph/symbolic';

/** Pixels in a row: N = B*H*W. */
export interface Pixels {
  /** [N,K] */
  logits: Value;
  /** [N] int32, 0 where void. */
  labels: Value;
  /** v, [N] */
  validity: Value;
  /** v * w, [N] */
  weights: Value;
}

/** max(x, 1e-12): keeps a division by a sum of weights defined where all of them are 0. */
export function atLeastTiny(x: Value): Value {
  return maximum(x, floatScalar(x.node.graph, 1e-12));
}

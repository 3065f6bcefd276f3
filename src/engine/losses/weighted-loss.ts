import type { LossConfig } from '../../shared/training/run-config';
import { add, greater, multiply } from '../graph/operations/arithmetic';
import { floatScalar } from '../graph/operations/constants';
import { cast } from '../graph/operations/elementwise';
import { reshape } from '../graph/operations/shape';
import type { Value } from '../graph/symbolic';
import { inScope, staticDimension } from '../graph/symbolic';
import { crossEntropyPerPixel, focalPerPixel, weightedMean } from './cross-entropy';
import type { Pixels } from './pixels';
import { softDice } from './soft-dice';

/** What a loss is computed from, all of fixed shape. */
export interface LossInputs {
  /** [B,H,W,K] float32 */
  logits: Value;
  /** [B,H,W] int32, any value where validity is 0. */
  labels: Value;
  /** [B,H,W] float32, 0 or 1. */
  validity: Value;
  /** [B,H,W] float32, n in [0,1]. */
  importance: Value;
  /** Scalars of w = floor + strength * n. */
  floor: Value;
  strength: Value;
}

/**
 * The training loss, a float32 scalar: weighted cross-entropy, soft Dice, `(1-a) CE + a Dice` or focal loss, with label
 * smoothing. Weights act on each pixel's loss, never on a mean; void pixels change neither loss nor gradient; with all
 * weights equal it is the unweighted loss, whatever their value.
 */
export function weightedLoss(config: LossConfig, inputs: LossInputs): Value {
  return inScope(inputs.logits.node.graph, 'loss', () => {
    const pixels = inRows(inputs);
    const { labelSmoothing: smoothing } = config;
    switch (config.kind) {
      case 'ce':
        return weightedMean(crossEntropyPerPixel(pixels, smoothing), pixels.weights);
      case 'focal':
        return weightedMean(focalPerPixel(pixels, config.focalGamma, smoothing), pixels.weights);
      case 'dice':
        return softDice(pixels, smoothing);
      case 'ce+dice':
        return add(
          scaled(weightedMean(crossEntropyPerPixel(pixels, smoothing), pixels.weights), 1 - config.diceShare),
          scaled(softDice(pixels, smoothing), config.diceShare),
        );
    }
  });
}

/** Labels with 0 in the place of void, int32: -log p[255] would be an error on the CPU and NaN on a GPU. */
export function withoutVoid(labels: Value, validity: Value): Value {
  const isValid = cast(greater(validity, floatScalar(labels.node.graph, 0)), 'float32');
  return cast(multiply(cast(labels, 'float32'), isValid), 'int32');
}

function inRows({ logits, labels, validity, importance, floor, strength }: LossInputs): Pixels {
  const v = reshape(validity, [-1]);
  return {
    logits: reshape(logits, [-1, staticDimension(logits, 3)]),
    labels: reshape(withoutVoid(labels, validity), [-1]),
    validity: v,
    weights: multiply(v, add(floor, multiply(strength, reshape(importance, [-1])))),
  };
}

function scaled(value: Value, factor: number): Value {
  return multiply(value, floatScalar(value.node.graph, factor));
}

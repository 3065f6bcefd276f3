import { divide, subtract } from './operations/arithmetic';
import { floatConstant } from './operations/constants';
import type { Normalisation } from './program-types';
import type { Value } from './symbolic';
import { inScope } from './symbolic';

/** (image - mean) / deviation per channel; image [B,H,W,C] in [0,1]. */
export function normalised(image: Value, { mean, deviation }: Normalisation): Value {
  const { graph } = image.node;
  return inScope(graph, 'normalisation', () =>
    divide(
      subtract(image, floatConstant(graph, mean, [mean.length])),
      floatConstant(graph, deviation, [deviation.length]),
    ),
  );
}

import type { LossConfig } from '../../shared/training/run-config';
import { add, multiply } from '../graph/operations/arithmetic';
import { floatScalar } from '../graph/operations/constants';
import type { Value } from '../graph/symbolic';
import { type LossInputs, weightedLoss } from './weighted-loss';

/**
 * The loss of several heads of one network (deep supervision, Lee et al. 2015): sum_i s_i L_i / sum_i s_i with s_i = 2^-i,
 * each L_i the {@link weightedLoss} of its logits at the labels' own resolution. Of one head it is that head's loss.
 * @param heads logits [B,H,W,K], finest first, at least one
 */
export function supervisedLoss(
  config: LossConfig,
  inputs: Omit<LossInputs, 'logits'>,
  heads: readonly [Value, ...Value[]],
): Value {
  const [logits, ...others] = heads;
  const finest = weightedLoss(config, { ...inputs, logits });
  if (others.length === 0) return finest;
  const { graph } = logits.node;
  const whole = heads.reduce((sum, _, i) => sum + 2 ** -i, 0);
  const share = (loss: Value, i: number): Value => multiply(loss, floatScalar(graph, 2 ** -i / whole));
  return others
    .map((other, i) => share(weightedLoss(config, { ...inputs, logits: other }), i + 1))
    .reduce((total, loss) => add(total, loss), share(finest, 0));
}

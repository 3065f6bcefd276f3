import type { Value } from '../graph/symbolic';
import { staticDimension } from '../graph/symbolic';
import type { Layer, NetworkBuilder } from './builder';
import { inFloat32, type NetworkOutput } from './decoder';
import { activation, addition, convolution, multiplication, upsample } from './layers';
import { type UNetOptions, uNet } from './u-net';

/**
 * Attention U-Net (Oktay et al. 2018): a U-Net whose skips pass an attention gate, all but the finest, whose few channels
 * do not say enough to be gated (it is the only one, and gated, at depth 1). The layers of kind `attention-map`, named
 * `decoder<level>/attention/map`, are the gates' coefficients [B,H/2^level,W/2^level,1] in (0,1).
 * @param image normalised [B,H,W,C]; H and W multiples of 2^depth
 */
export function attentionUNet(builder: NetworkBuilder, image: Value, options: UNetOptions): NetworkOutput {
  const finestGate = Math.min(1, options.depth - 1);
  const gate = (level: number, skip: Layer, gating: Layer): Layer =>
    level < finestGate ? skip : attentionGate(builder, `decoder${level}/attention`, skip, gating);
  return uNet(builder, image, { ...options, gate });
}

/**
 * Additive attention gate: alpha = sigmoid(psi relu(W_x x + W_g g + b_g) + b_psi), resized to the skip, times the skip.
 * W_x is a 2x2 convolution of stride 2 without bias, W_g and psi are 1x1 with bias; as many channels inside as the skip
 * has. The gating signal g is a grid: each place of it gates its own part of the skip.
 * @param skip x [B,H,W,C]
 * @param gating g [B,H/2,W/2,D], the decoder's next coarser level
 */
function attentionGate(builder: NetworkBuilder, name: string, skip: Layer, gating: Layer): Layer {
  const channels = staticDimension(skip.value, 3);
  const fromSkip = convolution(builder, `${name}/skip`, skip, { size: 2, channels, stride: 2, gain: 1 });
  const fromGating = convolution(builder, `${name}/gating`, gating, { size: 1, channels, hasBias: true, gain: 1 });
  const sum = activation(builder, `${name}/relu`, addition(builder, `${name}/add`, fromSkip, fromGating));
  // One channel costs little in single precision, and bfloat16 would leave the map 256 steps at most.
  const single = inFloat32(builder);
  const score = convolution(single, `${name}/score`, sum, { size: 1, channels: 1, hasBias: true, gain: 1 });
  const map = upsample(
    single,
    `${name}/map`,
    activation(single, `${name}/sigmoid`, score, 'sigmoid'),
    skip,
    'attention-map',
  );
  return multiplication(builder, `${name}/gated`, skip, map);
}

import type { NetworkConfig } from '../../shared/training/run-config';
import { concat as concatValues } from '../graph/operations/shape';
import type { Value } from '../graph/symbolic';
import { staticDimension } from '../graph/symbolic';
import { inputLayer, type Layer, type NetworkBuilder } from './builder';
import { decoder, inFloat32, type NetworkOutput } from './decoder';
import { lite0Blocks } from './efficientnet-lite0';
import { convolution } from './layers';

export type Lite0Config = Extract<NetworkConfig, { kind: 'efficientnet-lite0' }>;

/** The last block of each stride 2, 4, 8, 16, 32. */
const lastBlocks = [0, 2, 4, 10, 15] as const;
/** What the names of the encoder's variables begin with. */
export const encoderPrefix = 'encoder/';

/**
 * EfficientNet-Lite0 (Tan and Le 2019) as the encoder of a U-Net: its blocks' outputs at the strides 2, 4, ... 2^depth,
 * the deepest as the bottom, the others and the image itself as skips of a {@link decoder}.
 *
 * A pretrained encoder normalises by the statistics it came with, while it is trained as well: those of a few patches
 * would take from it what it has learned. Its variables are the group `encoder`.
 * @param image [B,H,W,C], normalised as the published weights want it; one channel is taken three times, and of other than three the encoder sees three
 *   mixtures that are learned, beginning with the mean of all; H and W multiples of 2^depth
 */
export function lite0UNet(
  builder: NetworkBuilder,
  image: Value,
  { width, depth, pretrained }: Lite0Config,
  classCount: number,
): NetworkOutput {
  const input = inputLayer(image);
  const own: NetworkBuilder = pretrained ? { ...builder, isTraining: false, group: 'encoder' } : builder;
  const ends = lastBlocks.slice(0, depth);
  const { blocks } = lite0Blocks(own, threeChannels(builder, input), {
    count: Math.max(...ends) + 1,
    prefix: encoderPrefix,
  });
  const levels = ends.map((block) => blocks[block]);
  return decoder(builder, levels[depth - 1], [input, ...levels.slice(0, -1)], { width, classCount });
}

function threeChannels(builder: NetworkBuilder, input: Layer): Layer {
  const channels = staticDimension(input.value, 3);
  const { name, value, stride } = input;
  if (channels === 3) return input;
  if (channels === 1) return { name, stride, value: concatValues([value, value, value], 3) };
  return convolution(inFloat32(builder), 'input', input, { size: 1, channels: 3, initial: 1 / channels });
}

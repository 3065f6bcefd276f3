import type { NetworkConfig } from '../../shared/training/run-config';
import { normalised } from '../graph/normalisation';
import type { Normalisation } from '../graph/program-types';
import type { Value } from '../graph/symbolic';
import { attentionUNet } from './attention-u-net';
import type { NetworkBuilder } from './builder';
import type { NetworkOutput } from './decoder';
import { lite0UNet } from './lite0-u-net';
import { uNet } from './u-net';

export interface NetworkSpec {
  network: NetworkConfig;
  /** Of the training images; the EfficientNet has one of its own. */
  normalisation: Normalisation;
  /** K */
  classCount: number;
}

/**
 * Adds the configured network to the builder's graph, its normalisation of the input included.
 * @param image [B,H,W,C] in [0,1]; H and W multiples of {@link sizeMultiple}
 */
export function buildNetwork(builder: NetworkBuilder, spec: NetworkSpec, image: Value): NetworkOutput {
  const { network, normalisation, classCount } = spec;
  switch (network.kind) {
    case 'unet':
      return uNet(builder, normalised(image, normalisation), { ...network, classCount });
    case 'attention-unet':
      return attentionUNet(builder, normalised(image, normalisation), { ...network, classCount });
    case 'efficientnet-lite0':
      return lite0UNet(builder, image, network, classCount);
  }
}

/** Height and width that a network takes are multiples of this: 2^depth. */
export function sizeMultiple(config: NetworkConfig): number {
  return 2 ** config.depth;
}

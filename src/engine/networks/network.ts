import type { NetworkConfig } from '../../shared/training/run-config';
import { normalised } from '../graph/normalisation';
import type { Normalisation } from '../graph/program-types';
import type { Value } from '../graph/symbolic';
import { attentionUNet } from './attention-u-net';
import type { NetworkBuilder } from './builder';
import type { NetworkOutput } from './decoder';
import { lite0Normalisation } from './efficientnet-lite0';
import { lite0UNet } from './lite0-u-net';
import { uNet } from './u-net';

export interface NetworkSpec {
  network: NetworkConfig;
  /** Of the training images. */
  normalisation: Normalisation;
  /** K */
  classCount: number;
}

/**
 * Adds the configured network to the builder's graph, its normalisation of the input included.
 * @param image [B,H,W,C] in [0,1]; H and W multiples of {@link sizeMultiple}
 */
export function buildNetwork(builder: NetworkBuilder, spec: NetworkSpec, image: Value): NetworkOutput {
  const { network, classCount } = spec;
  const input = normalised(image, inputNormalisation(spec));
  switch (network.kind) {
    case 'unet':
      return uNet(builder, input, { ...network, classCount });
    case 'attention-unet':
      return attentionUNet(builder, input, { ...network, classCount });
    case 'efficientnet-lite0':
      return lite0UNet(builder, input, network, classCount);
  }
}

/** What a network does to its input first: by the training images' statistics, or as pretrained weights want it. */
export function inputNormalisation({ network, normalisation }: Omit<NetworkSpec, 'classCount'>): Normalisation {
  if (network.kind !== 'efficientnet-lite0') return normalisation;
  const { mean, deviation } = lite0Normalisation;
  return { mean: normalisation.mean.map(() => mean), deviation: normalisation.mean.map(() => deviation) };
}

/** Height and width that a network takes are multiples of this: 2^depth. */
export function sizeMultiple(config: NetworkConfig): number {
  return 2 ** config.depth;
}

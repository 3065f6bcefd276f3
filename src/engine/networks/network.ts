import type { NetworkConfig } from '../../shared/training/run-config';
import type { Value } from '../graph/symbolic';
import type { NetworkBuilder } from './layers';
import { uNet } from './u-net';

/**
 * Adds the configured network to the builder's graph.
 * @param image normalised [B,H,W,C]; H and W multiples of {@link sizeMultiple}
 * @returns logits [B,H,W,classCount], float32
 */
export function buildNetwork(builder: NetworkBuilder, config: NetworkConfig, image: Value, classCount: number): Value {
  switch (config.kind) {
    case 'unet':
      return uNet(builder, image, config, classCount);
  }
}

/** Height and width that a network takes are multiples of this: 2^depth. */
export function sizeMultiple(config: NetworkConfig): number {
  return 2 ** config.depth;
}

import type { Value } from '../graph/symbolic';
import { inputLayer, type Layer, type NetworkBuilder } from './builder';
import { type DecoderOptions, decoder, type NetworkOutput, twoConvolutions } from './decoder';
import { maxPool } from './layers';

export interface UNetOptions extends DecoderOptions {
  /** Number of poolings. */
  depth: number;
}

/**
 * U-Net (Ronneberger et al. 2015) with batch norm, SAME padding and bilinear upsampling: per level two 3x3 convolutions,
 * 2x2 max pooling between levels, and a {@link decoder}.
 * @param image normalised [B,H,W,C]; H and W multiples of 2^depth
 */
export function uNet(builder: NetworkBuilder, image: Value, { depth, ...options }: UNetOptions): NetworkOutput {
  const { width } = options;
  const skips: Layer[] = [];
  let x = inputLayer(image);
  for (let level = 0; level < depth; level++) {
    x = twoConvolutions(builder, `encoder${level}`, x, width * 2 ** level);
    skips.push(x);
    x = maxPool(builder, `encoder${level}/pool`, x);
  }
  return decoder(builder, twoConvolutions(builder, 'bottom', x, width * 2 ** depth), skips, options);
}

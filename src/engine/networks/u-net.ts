import type { Value } from '../graph/symbolic';
import type { Layer, NetworkBuilder } from './layers';
import { activation, batchNorm, concat, convolution, inputLayer, maxPool, upsample } from './layers';

/**
 * U-Net (Ronneberger et al. 2015) with batch norm, SAME padding and bilinear upsampling: per level two 3x3 convolutions
 * (no bias), each with batch norm and ReLU; 2x2 max pooling between levels; on the way up upsampling, the skip's
 * channels first, two more convolutions; a 1x1 convolution with bias to the logits, always in float32.
 * @param image normalised [B,H,W,C]; H and W multiples of 2^depth
 * @param width channels of the first level; level i has width * 2^i
 * @returns logits [B,H,W,classCount], float32
 */
export function uNet(
  builder: NetworkBuilder,
  image: Value,
  { width, depth }: { width: number; depth: number },
  classCount: number,
): Value {
  const skips: Layer[] = [];
  let x = inputLayer(image);
  for (let level = 0; level < depth; level++) {
    x = twoConvolutions(builder, `encoder${level}`, x, width * 2 ** level);
    skips.push(x);
    x = maxPool(builder, `encoder${level}/pool`, x);
  }
  x = twoConvolutions(builder, 'bottom', x, width * 2 ** depth);
  for (const [level, skip] of [...skips.entries()].reverse()) {
    x = upsample(builder, `decoder${level}/upsample`, x, skip);
    x = concat(builder, `decoder${level}/concat`, skip, x);
    x = twoConvolutions(builder, `decoder${level}`, x, width * 2 ** level);
  }
  const inFloat32: NetworkBuilder = { ...builder, compute: 'float32' };
  return convolution(inFloat32, 'head', x, { size: 1, channels: classCount, hasBias: true, gain: 1 }).value;
}

function twoConvolutions(builder: NetworkBuilder, name: string, from: Layer, channels: number): Layer {
  let x = from;
  for (const index of [0, 1]) {
    x = convolution(builder, `${name}/conv${index}`, x, { size: 3, channels });
    x = batchNorm(builder, `${name}/norm${index}`, x);
    x = activation(builder, `${name}/relu${index}`, x);
  }
  return x;
}

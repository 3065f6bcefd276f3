import type { Value } from '../graph/symbolic';
import type { Layer, NetworkBuilder } from './builder';
import { activation, batchNorm, concat, convolution, upsample } from './layers';

/** What a network gives. */
export interface NetworkOutput {
  /** [B,H,W,classCount], float32 */
  logits: Value;
  /**
   * Logits of the decoder's coarser levels, finest first, each resized to [B,H,W,classCount], float32; empty where the
   * builder asks for none.
   */
  auxiliary: Value[];
}

export interface DecoderOptions {
  /** Channels of the finest level; level i has width * 2^i. */
  width: number;
  classCount: number;
  /** What becomes of a level's skip before it is joined, seen from the coarser level `gating`; nothing where absent. */
  gate?: (level: number, skip: Layer, gating: Layer) => Layer;
}

/** The coarsest level that deep supervision gives a head: cells of 8 pixels still tell where things are. */
const coarsestHead = 3;

/**
 * A U-Net's way up: per level bilinear upsampling, the skip's channels first, two 3x3 convolutions; at last a 1x1
 * convolution with bias to the logits.
 * @param bottom the coarsest layer
 * @param skips one a level, finest first, each with half the stride of the one after it
 */
export function decoder(
  builder: NetworkBuilder,
  bottom: Layer,
  skips: readonly Layer[],
  { width, classCount, gate = (_, skip) => skip }: DecoderOptions,
): NetworkOutput {
  let x = bottom;
  const coarser: Value[] = [];
  for (const [level, skip] of [...skips.entries()].reverse()) {
    const gated = gate(level, skip, x);
    x = upsample(builder, `decoder${level}/upsample`, x, skip);
    x = concat(builder, `decoder${level}/concat`, gated, x);
    x = twoConvolutions(builder, `decoder${level}`, x, width * 2 ** level);
    if (builder.hasAuxiliaryHeads && level > 0 && level <= coarsestHead) {
      coarser.unshift(auxiliaryHead(builder, `auxiliary${level}`, x, skips[0], classCount));
    }
  }
  return { logits: head(builder, 'head', x, classCount).value, auxiliary: coarser };
}

/** Two 3x3 convolutions (no bias), each with batch norm and ReLU. */
export function twoConvolutions(builder: NetworkBuilder, name: string, from: Layer, channels: number): Layer {
  let x = from;
  for (const index of [0, 1]) {
    x = convolution(builder, `${name}/conv${index}`, x, { size: 3, channels });
    x = batchNorm(builder, `${name}/norm${index}`, x);
    x = activation(builder, `${name}/relu${index}`, x);
  }
  return x;
}

/** Logits are always float32. */
function head(builder: NetworkBuilder, name: string, from: Layer, classCount: number): Layer {
  return convolution(inFloat32(builder), name, from, { size: 1, channels: classCount, hasBias: true, gain: 1 });
}

function auxiliaryHead(builder: NetworkBuilder, name: string, from: Layer, like: Layer, classCount: number): Value {
  return upsample(inFloat32(builder), `${name}/upsample`, head(builder, name, from, classCount), like).value;
}

/** The same builder for layers that need single precision. */
export function inFloat32(builder: NetworkBuilder): NetworkBuilder {
  return { ...builder, compute: 'float32' };
}

import { add, multiply } from '../graph/operations/arithmetic';
import { batchNormInference, batchNormTraining } from '../graph/operations/batch-norm';
import { biasAdd, conv2d, depthwiseConv2d } from '../graph/operations/convolution';
import { cast, relu, relu6, sigmoid } from '../graph/operations/elementwise';
import { maxPool as maxPoolOperation } from '../graph/operations/pooling';
import { resizeBilinearLike } from '../graph/operations/resize';
import { concat as concatOperation } from '../graph/operations/shape';
import type { Initialiser, LayerSummary, VariableSpec } from '../graph/program-types';
import type { Value } from '../graph/symbolic';
import { inScope, sizeOf, staticDimension } from '../graph/symbolic';
import type { Layer, NetworkBuilder } from './builder';

/** Epsilon under the root of every batch norm. */
export const batchNormEpsilon = 1e-3;

export interface ConvolutionOptions {
  /** Side of the kernel, cells. */
  size: number;
  channels: number;
  stride?: number;
  /** No bias before a batch norm, which would take it away again. */
  hasBias?: boolean;
  /** Gain g of the initial deviation sqrt(g / fan-in): 2 before a ReLU (He et al. 2015), 1 else. */
  gain?: number;
  /** First value of every weight, in the place of drawn ones. */
  initial?: number;
}

/** SAME-padded convolution, kernel [size,size,C,channels]. */
export function convolution(builder: NetworkBuilder, name: string, from: Layer, options: ConvolutionOptions): Layer {
  const { size, channels, stride = 1, hasBias = false, gain = 2, initial } = options;
  const inputs = staticDimension(from.value, 3);
  const drawn: Initialiser = { kind: 'normal', deviation: Math.sqrt(gain / (size * size * inputs)) };
  const first: Initialiser = initial === undefined ? drawn : { kind: 'constant', value: initial };
  const kernel = trainable(builder, `${name}/kernel`, [size, size, inputs, channels], first, true);
  const bias = trainable(builder, `${name}/bias`, [channels], { kind: 'constant', value: 0 }, false);
  const specs = hasBias ? [kernel, bias] : [kernel];
  return layer(builder, 'convolution', name, [from], from.stride * stride, specs, () => {
    const weights = cast(builder.variables.read(kernel), builder.compute);
    const y = conv2d(cast(from.value, builder.compute), weights, stride);
    return hasBias ? biasAdd(y, cast(builder.variables.read(bias), builder.compute)) : y;
  });
}

/** SAME-padded convolution of each channel by itself, kernel [size,size,C,1]. */
export function depthwiseConvolution(
  builder: NetworkBuilder,
  name: string,
  from: Layer,
  { size, stride = 1 }: { size: number; stride?: number },
): Layer {
  const channels = staticDimension(from.value, 3);
  const deviation = Math.sqrt(2 / (size * size));
  const kernel = trainable(builder, `${name}/kernel`, [size, size, channels, 1], { kind: 'normal', deviation }, true);
  return layer(builder, 'depthwise-convolution', name, [from], from.stride * stride, [kernel], () =>
    depthwiseConv2d(cast(from.value, builder.compute), cast(builder.variables.read(kernel), builder.compute), stride),
  );
}

/** (x - mean) / sqrt(variance + epsilon) * gamma + beta per channel (Ioffe and Szegedy 2015). */
export function batchNorm(builder: NetworkBuilder, name: string, from: Layer): Layer {
  const shape = [staticDimension(from.value, 3)];
  const gamma = trainable(builder, `${name}/gamma`, shape, { kind: 'constant', value: 1 }, false);
  const beta = trainable(builder, `${name}/beta`, shape, { kind: 'constant', value: 0 }, false);
  const movingMean = statistic(builder, `${name}/moving_mean`, shape, 0);
  const movingVariance = statistic(builder, `${name}/moving_variance`, shape, 1);
  const specs = [gamma, beta, movingMean, movingVariance];
  return layer(builder, 'batch-norm', name, [from], from.stride, specs, () => {
    const { value: x } = from;
    const [scale, offset] = [builder.variables.read(gamma), builder.variables.read(beta)];
    const [mean, variance] = [builder.variables.read(movingMean), builder.variables.read(movingVariance)];
    if (!builder.isTraining) return batchNormInference(x, scale, offset, { mean, variance }, batchNormEpsilon);
    const normed = batchNormTraining(x, scale, offset, batchNormEpsilon);
    builder.statistics.push({
      movingMean,
      movingVariance,
      mean: normed.mean,
      unbiasedVariance: normed.unbiasedVariance,
      count: [0, 1, 2].reduce((count, axis) => count * staticDimension(x, axis), 1),
    });
    return normed.y;
  });
}

const activations = { relu, relu6, sigmoid };

export function activation(
  builder: NetworkBuilder,
  name: string,
  from: Layer,
  kind: keyof typeof activations = 'relu',
): Layer {
  return layer(builder, 'activation', name, [from], from.stride, [], () => activations[kind](from.value), {
    activation: kind,
  });
}

/** Largest of each 2x2 cells. */
export function maxPool(builder: NetworkBuilder, name: string, from: Layer): Layer {
  return layer(builder, 'max-pool', name, [from], from.stride * 2, [], () => maxPoolOperation(from.value));
}

/** Bilinear to the size of `like`, half-pixel centres, computed in float32. */
export function upsample(
  builder: NetworkBuilder,
  name: string,
  from: Layer,
  like: Layer,
  kind: 'upsample' | 'attention-map' = 'upsample',
): Layer {
  return layer(builder, kind, name, [from], like.stride, [], () =>
    cast(resizeBilinearLike(cast(from.value, 'float32'), like.value), builder.compute),
  );
}

/** Channels of the first, then of the second. */
export function concat(builder: NetworkBuilder, name: string, first: Layer, second: Layer): Layer {
  return layer(builder, 'concat', name, [first, second], first.stride, [], () =>
    concatOperation([cast(first.value, builder.compute), cast(second.value, builder.compute)], 3),
  );
}

export function addition(builder: NetworkBuilder, name: string, first: Layer, second: Layer): Layer {
  return layer(builder, 'add', name, [first, second], first.stride, [], () => add(first.value, second.value));
}

/** Cell by cell; a factor of one channel acts on all channels. */
export function multiplication(builder: NetworkBuilder, name: string, from: Layer, factor: Layer): Layer {
  return layer(builder, 'multiply', name, [from, factor], from.stride, [], () =>
    multiply(from.value, cast(factor.value, builder.compute)),
  );
}

function layer(
  builder: NetworkBuilder,
  kind: LayerSummary['kind'],
  name: string,
  from: readonly Layer[],
  stride: number,
  specs: readonly VariableSpec[],
  build: () => Value,
  more: Pick<LayerSummary, 'activation'> = {},
): Layer {
  const value = inScope(builder.graph, name, build);
  builder.values.set(name, value);
  builder.layers.push({
    name,
    kind,
    ...more,
    inputs: from.map((layerBefore) => layerBefore.name),
    outputChannels: staticDimension(value, 3),
    stride,
    parameters: specs.filter(({ role }) => role === 'trainable').reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    variables: specs.map((spec) => spec.name),
  });
  return { name, value, stride };
}

function trainable(
  { group }: NetworkBuilder,
  name: string,
  shape: number[],
  initial: Initialiser,
  decays: boolean,
): VariableSpec {
  return { name, shape, role: 'trainable', group, initial, decays };
}

function statistic({ group }: NetworkBuilder, name: string, shape: number[], value: number): VariableSpec {
  return { name, shape, role: 'statistic', group, initial: { kind: 'constant', value }, decays: false };
}

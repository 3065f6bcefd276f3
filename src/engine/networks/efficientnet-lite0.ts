import { normalised } from '../graph/normalisation';
import { mean as meanOver } from '../graph/operations/reduce';
import type { Value } from '../graph/symbolic';
import { inputLayer, type Layer, type NetworkBuilder } from './builder';
import { activation, addition, batchNorm, convolution, depthwiseConvolution } from './layers';

/** A stage of EfficientNet (Tan and Le 2019, table 1, width and depth 1), as the lite models keep it. */
interface Stage {
  kernel: number;
  stride: number;
  /** Channels inside a block per channel in. */
  expansion: number;
  channels: number;
  repeats: number;
}

const STAGES: readonly Stage[] = [
  { kernel: 3, stride: 1, expansion: 1, channels: 16, repeats: 1 },
  { kernel: 3, stride: 2, expansion: 6, channels: 24, repeats: 2 },
  { kernel: 5, stride: 2, expansion: 6, channels: 40, repeats: 2 },
  { kernel: 3, stride: 2, expansion: 6, channels: 80, repeats: 3 },
  { kernel: 5, stride: 1, expansion: 6, channels: 112, repeats: 3 },
  { kernel: 5, stride: 2, expansion: 6, channels: 192, repeats: 4 },
  { kernel: 3, stride: 1, expansion: 6, channels: 320, repeats: 1 },
];
const STEM_CHANNELS = 32;
const HEAD_CHANNELS = 1280;

const BLOCK_COUNT = STAGES.reduce((sum, { repeats }) => sum + repeats, 0);

export interface Lite0Blocks {
  /** Per block the activation after its expansion; block 0 expands nothing: what comes into it. */
  expansions: Layer[];
  /** Outputs of the blocks. */
  blocks: Layer[];
}

export interface Lite0Layers extends Lite0Blocks {
  /** [B,H/32,W/32,1280] */
  head: Layer;
}

/**
 * EfficientNet-Lite0: inverted residuals (Sandler et al. 2018) with ReLU6, without squeeze-and-excitation.
 *
 * @param image [B,H,W,3], RGB in [0,1]; H and W multiples of 32 keep tiles aligned, others work as well
 */
export function efficientNetLite0(builder: NetworkBuilder, image: Value): Lite0Layers {
  const { mean, deviation } = lite0Normalisation;
  const normalisation = { mean: Array(3).fill(mean), deviation: Array(3).fill(deviation) };
  const layers = lite0Blocks(builder, inputLayer(normalised(image, normalisation)), { count: BLOCK_COUNT, prefix: '' });
  const last = layers.blocks[BLOCK_COUNT - 1];
  return { ...layers, head: normedConvolution(builder, 'head', last, 1, HEAD_CHANNELS, 1) };
}

/**
 * The network's first blocks, 0..count-1, with the stem before them.
 * @param from [B,H,W,3], normalised by {@link lite0Normalisation}
 * @param prefix of all names
 */
export function lite0Blocks(
  builder: NetworkBuilder,
  from: Layer,
  { count, prefix }: { count: number; prefix: string },
): Lite0Blocks {
  let x = normedConvolution(builder, `${prefix}stem`, from, 3, STEM_CHANNELS, 2);
  const expansions: Layer[] = [];
  const blocks: Layer[] = [];
  for (const stage of STAGES) {
    for (let repeat = 0; repeat < stage.repeats && blocks.length < count; repeat++) {
      const stride = repeat === 0 ? stage.stride : 1;
      const isResidual = repeat > 0;
      const block = invertedResidual(builder, `${prefix}block${blocks.length}`, x, { ...stage, stride }, isResidual);
      expansions.push(block.expansion);
      blocks.push(block.output);
      x = block.output;
    }
  }
  return { expansions, blocks };
}

/** (255 I - 127) / 128, what the published weights were trained on. */
export const lite0Normalisation = { mean: 127 / 255, deviation: 128 / 255 };

/** Logits of a classifier over the head, [B,1,1,classCount]. */
export function lite0Logits(builder: NetworkBuilder, head: Layer, classCount: number): Value {
  const pooled: Layer = { name: 'pool', value: meanOver(head.value, [1, 2], true), stride: head.stride };
  return convolution(builder, 'classifier', pooled, { size: 1, channels: classCount, hasBias: true, gain: 1 }).value;
}

/**
 * The name that a variable of ours has in the published PyTorch weights, e.g. `_blocks.3._bn0.running_mean` for
 * `block3/expand/norm/moving_mean`.
 */
export function lite0PublishedName(variable: string): string {
  const parts = variable.split('/');
  const [place, parameter] = [parts[0], parts.at(-1) ?? ''];
  if (place === 'classifier') return `_fc.${parameter === 'kernel' ? 'weight' : 'bias'}`;
  const isKernel = parameter === 'kernel';
  if (place === 'stem') return isKernel ? '_conv_stem.weight' : `_bn0.${normParameter(parameter)}`;
  if (place === 'head') return isKernel ? '_conv_head.weight' : `_bn1.${normParameter(parameter)}`;
  const block = `_blocks.${place.slice('block'.length)}`;
  const step = BLOCK_STEPS.indexOf(parts[1]);
  return isKernel ? `${block}._${parts[1]}_conv.weight` : `${block}._bn${step}.${normParameter(parameter)}`;
}

const BLOCK_STEPS = ['expand', 'depthwise', 'project'];

function normParameter(parameter: string): string {
  const names: Record<string, string> = {
    gamma: 'weight',
    beta: 'bias',
    moving_mean: 'running_mean',
    moving_variance: 'running_var',
  };
  return names[parameter] ?? parameter;
}

function invertedResidual(
  builder: NetworkBuilder,
  name: string,
  from: Layer,
  { kernel, stride, expansion, channels }: Stage,
  isResidual: boolean,
): { expansion: Layer; output: Layer } {
  const inner = (from.value.shape[3] ?? 0) * expansion;
  const expanded = expansion === 1 ? from : normedConvolution(builder, `${name}/expand`, from, 1, inner, 1);
  let x = depthwiseConvolution(builder, `${name}/depthwise/conv`, expanded, { size: kernel, stride });
  x = batchNorm(builder, `${name}/depthwise/norm`, x);
  x = activation(builder, `${name}/depthwise/relu6`, x, 'relu6');
  x = convolution(builder, `${name}/project/conv`, x, { size: 1, channels, gain: 1 });
  x = batchNorm(builder, `${name}/project/norm`, x);
  return { expansion: expanded, output: isResidual ? addition(builder, `${name}/add`, from, x) : x };
}

function normedConvolution(
  builder: NetworkBuilder,
  name: string,
  from: Layer,
  size: number,
  channels: number,
  stride: number,
): Layer {
  const x = convolution(builder, `${name}/conv`, from, { size, channels, stride });
  return activation(builder, `${name}/relu6`, batchNorm(builder, `${name}/norm`, x), 'relu6');
}

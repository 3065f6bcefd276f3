import { addGradient } from './add';
import { batchNormGradient } from './batch-norm';
import { biasAddGradient } from './bias-add';
import { broadcastToGradient } from './broadcast-to';
import { castGradient } from './cast';
import { concatGradient } from './concat';
import { convolutionGradient } from './convolution';
import { denseCrossEntropyGradient } from './dense-cross-entropy';
import { depthwiseConvolutionGradient } from './depthwise-convolution';
import { divideGradient } from './divide';
import { exponentialGradient } from './exponential';
import { identityGradient } from './identity';
import { logSoftmaxGradient } from './log-softmax';
import { logarithmGradient } from './logarithm';
import { maxPoolGradient } from './max-pool';
import { maximumGradient } from './maximum';
import { meanGradient } from './mean';
import { minimumGradient } from './minimum';
import { mirrorPadGradient } from './mirror-pad';
import { multiplyGradient } from './multiply';
import { powerGradient } from './power';
import { reluGradient } from './relu';
import { relu6Gradient } from './relu6';
import { reshapeGradient } from './reshape';
import { resizeBilinearGradient } from './resize-bilinear';
import type { GradientRule } from './rule';
import { sigmoidGradient } from './sigmoid';
import { sliceGradient } from './slice';
import { softmaxGradient } from './softmax';
import { sparseCrossEntropyGradient } from './sparse-cross-entropy';
import { squareGradient } from './square';
import { squareRootGradient } from './square-root';
import { subtractGradient } from './subtract';
import { sumGradient } from './sum';
import { zeroPadGradient } from './zero-pad';

/** Every operation that a loss can be differentiated through, by TensorFlow's name. */
export const gradientRules: ReadonlyMap<string, GradientRule> = new Map([
  ['AddV2', addGradient],
  ['Sub', subtractGradient],
  ['Mul', multiplyGradient],
  ['RealDiv', divideGradient],
  ['Maximum', maximumGradient],
  ['Minimum', minimumGradient],
  ['Pow', powerGradient],
  ['Square', squareGradient],
  ['Sqrt', squareRootGradient],
  ['Exp', exponentialGradient],
  ['Log', logarithmGradient],
  ['Sigmoid', sigmoidGradient],
  ['Relu', reluGradient],
  ['Relu6', relu6Gradient],
  ['Cast', castGradient],
  ['Identity', identityGradient],
  ['Conv2D', convolutionGradient],
  ['DepthwiseConv2dNative', depthwiseConvolutionGradient],
  ['BiasAdd', biasAddGradient],
  ['FusedBatchNormV3', batchNormGradient],
  ['MaxPool', maxPoolGradient],
  ['ResizeBilinear', resizeBilinearGradient],
  ['Reshape', reshapeGradient],
  ['BroadcastTo', broadcastToGradient],
  ['ConcatV2', concatGradient],
  ['Slice', sliceGradient],
  ['Pad', zeroPadGradient],
  ['MirrorPad', mirrorPadGradient],
  ['Sum', sumGradient],
  ['Mean', meanGradient],
  ['Softmax', softmaxGradient],
  ['LogSoftmax', logSoftmaxGradient],
  ['SparseSoftmaxCrossEntropyWithLogits', sparseCrossEntropyGradient],
  ['SoftmaxCrossEntropyWithLogits', denseCrossEntropyGradient],
]);

import { convolutionBackpropFilter, convolutionBackpropInput } from '../operations/convolution';
import { input } from '../symbolic';
import type { GradientRule } from './rule';

/** As for a convolution, channel by channel. */
export const depthwiseConvolutionGradient: GradientRule = (node, dy) => {
  const [x, kernel] = [input(node, 0), input(node, 1)];
  return [
    () => convolutionBackpropInput('DepthwiseConv2dNative', x, kernel, dy, node.attributes),
    () => convolutionBackpropFilter('DepthwiseConv2dNative', x, kernel, dy, node.attributes),
  ];
};

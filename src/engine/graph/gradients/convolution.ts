import { convolutionBackpropFilter, convolutionBackpropInput } from '../operations/convolution';
import { input } from '../symbolic';
import type { GradientRule } from './rule';

/** For the input the transposed convolution of dy, for the kernel the correlation of input and dy. */
export const convolutionGradient: GradientRule = (node, dy) => {
  const [x, kernel] = [input(node, 0), input(node, 1)];
  return [
    () => convolutionBackpropInput('Conv2D', x, kernel, dy, node.attributes),
    () => convolutionBackpropFilter('Conv2D', x, kernel, dy, node.attributes),
  ];
};

import { describe, expect, it } from 'vitest';
import { gradients } from '../../../../src/engine/graph/gradients/reverse-mode';
import { GraphSession } from '../../../../src/engine/graph/graph-session';
import { multiply } from '../../../../src/engine/graph/operations/arithmetic';
import { placeholder } from '../../../../src/engine/graph/operations/constants';
import { sum } from '../../../../src/engine/graph/operations/reduce';
import type { VariableSpec } from '../../../../src/engine/graph/program-types';
import { receptiveField } from '../../../../src/engine/graph/receptive-field';
import { encodeSavedModel } from '../../../../src/engine/graph/saved-model';
import { createGraph, sizeOf } from '../../../../src/engine/graph/symbolic';
import { frozenVariables } from '../../../../src/engine/graph/variable-store';
import { networkBuilder } from '../../../../src/engine/networks/builder';
import { buildNetwork } from '../../../../src/engine/networks/network';
import type { NetworkConfig } from '../../../../src/shared/training/run-config';
import { uniformValues } from './random-values';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

/** Weights that average, so that no path through the network is switched off by a ReLU or taken away by another. */
function averaging({ name, shape, initial }: VariableSpec): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  if (!name.endsWith('/kernel')) return values.fill(initial.kind === 'constant' ? initial.value : 0);
  const [height, width, inputs] = shape;
  const isDepthwise = name.includes('/depthwise/');
  return values.fill(1 / (height * width * (isDepthwise ? 1 : inputs)));
}

/**
 * Side of the smallest square around output cells that holds every pixel where a cell's gradient for the image is not 0,
 * along a row.
 */
async function gradientSupport(network: NetworkConfig, side: number): Promise<{ support: number; theory: number }> {
  const graph = createGraph();
  const image = placeholder(graph, 'image', 'float32', [1, side, side, 1]);
  const mask = placeholder(graph, 'mask', 'float32', [1, side, side, 2]);
  const values = new Map<string, Float32Array>();
  const frozen = frozenVariables(graph, values);
  const read = (spec: VariableSpec) => {
    values.set(spec.name, averaging(spec));
    return frozen.read(spec);
  };
  const normalisation = { mean: [0], deviation: [1] };
  const { logits } = buildNetwork(networkBuilder(graph, { read }), { network, normalisation, classCount: 2 }, image);
  const [slope] = gradients(sum(multiply(logits, mask)), [image]);
  const model = encodeSavedModel({ slope: { inputs: { image, mask }, outputs: { slope } } });
  const session = await GraphSession.open(model, ['slope'], folder);
  const theory = receptiveField(image, logits);
  let reach = 0;
  // Output cells at every place within a cell of the coarsest grid, each with an image of its own for the poolings.
  for (let offset = 0; offset < 2 ** network.depth; offset++) {
    const at = side / 2 + offset;
    const data = new Float32Array(side * side * 2);
    data[(at * side + at) * 2] = 1;
    const outputs = session.run('slope', {
      image: { data: uniformValues(side * side, offset, 0.6, 1), shape: [1, side, side, 1] },
      mask: { data, shape: [1, side, side, 2] },
    });
    outputs.get('slope')?.forEach((value, i) => {
      if (value !== 0) reach = Math.max(reach, Math.abs((i % side) - at));
    });
  }
  session.dispose();
  return { support: 2 * reach + 1, theory };
}

describe('the receptive field', () => {
  it.each([
    ['a U-Net', { kind: 'unet', width: 4, depth: 2 }, 96],
    ['an Attention U-Net', { kind: 'attention-unet', width: 4, depth: 2 }, 96],
    ['EfficientNet-Lite0', { kind: 'efficientnet-lite0', width: 4, depth: 3, pretrained: true }, 256],
  ] as const)('of %s is as far as its gradients for the image reach', async (_, network, side) => {
    const { support, theory } = await gradientSupport(network, side);
    expect(theory).toBeLessThan(side - 2 ** (network.depth + 1));
    expect(support).toBe(theory);
  });
});

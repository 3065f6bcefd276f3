import { tmpdir } from 'node:os';
import { type Feed, GraphSession } from '../graph/graph-session';
import { placeholder } from '../graph/operations/constants';
import { sum } from '../graph/operations/reduce';
import { softmax } from '../graph/operations/softmax';
import { encodeSavedModel, type Signature } from '../graph/saved-model';
import type { Graph } from '../graph/symbolic';
import { createGraph } from '../graph/symbolic';
import type { VariableStore } from '../graph/variable-store';
import { frozenVariables } from '../graph/variable-store';
import { networkBuilder } from '../networks/builder';
import { efficientNetLite0, lite0Logits } from '../networks/efficientnet-lite0';
import { type Lite0Weights, readLite0Weights } from '../networks/lite0-weights';

/** A depth of the slider, fine to coarse: the block whose expansion is read. */
export interface Lite0Depth {
  block: number;
  /** Input pixels per cell. */
  stride: number;
  /** How far a cell sees beyond its own pixels, rounded up to a multiple of 32. */
  reachPx: number;
}

/** Depths 1..6. Half the receptive fields are 4, 10, 34, 74, 170 and 394 px. */
export const LITE0_DEPTHS: readonly Lite0Depth[] = [
  { block: 1, stride: 2, reachPx: 32 },
  { block: 3, stride: 4, reachPx: 32 },
  { block: 5, stride: 8, reachPx: 64 },
  { block: 8, stride: 16, reachPx: 96 },
  { block: 11, stride: 16, reachPx: 192 },
  { block: 15, stride: 32, reachPx: 416 },
];

const IMAGENET_CLASSES = 1000;

export interface Lite0 {
  /** SHA-256 of the file of weights. */
  hash: string;
  /**
   * Runs a signature on `image` [B,H,W,3] in [0,1]: `depth1`..`depth6` give the sum over the channels of the
   * expansion's activation (ReLU6: never negative), [B,H/stride,W/stride]; `classify` gives probabilities [B,1,1,1000].
   */
  run(signature: string, image: Feed): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/**
 * EfficientNet-Lite0 with its ImageNet weights, frozen. A signature's session is opened when it is first run, and holds
 * no more of the network than it needs: the fine depths need a hundredth of it.
 *
 * @throws Problem `features-missing`, `tensor-file-damaged`
 */
export async function openLite0(path?: string): Promise<Lite0> {
  const weights = await readLite0Weights(path);
  const signatures = lite0Signatures(weights);
  const sessions = new Map<string, Promise<GraphSession>>();
  const sessionOf = (name: string): Promise<GraphSession> => {
    const session =
      sessions.get(name) ?? GraphSession.open(encodeSavedModel({ [name]: signatures[name] }), [name], tmpdir());
    sessions.set(name, session);
    return session;
  };
  return {
    hash: weights.hash,
    run: async (signature, image) => {
      const output = (await sessionOf(signature)).run(signature, { image }).get('output');
      if (!(output instanceof Float32Array)) throw new Error(`${signature} gave no values`);
      return output;
    },
    dispose: async () => {
      for (const session of await Promise.allSettled(sessions.values())) {
        if (session.status === 'fulfilled') session.value.dispose();
      }
      sessions.clear();
    },
  };
}

function lite0Signatures(weights: Lite0Weights): Record<string, Signature> {
  const graph = createGraph();
  const builder = networkBuilder(graph, publishedVariables(graph, weights));
  const image = placeholder(graph, 'image', 'float32', [null, null, null, 3]);
  const { expansions, head } = efficientNetLite0(builder, image);
  const signatures: Record<string, Signature> = {
    classify: {
      inputs: { image },
      outputs: { output: softmax(lite0Logits(builder, head, IMAGENET_CLASSES)) },
    },
  };
  for (const [index, { block }] of LITE0_DEPTHS.entries()) {
    signatures[`depth${index + 1}`] = { inputs: { image }, outputs: { output: sum(expansions[block].value, [3]) } };
  }
  return signatures;
}

/** The published tensors as constants, by our names. */
function publishedVariables(graph: Graph, weights: Lite0Weights): VariableStore {
  const values = new Map<string, Float32Array>();
  const frozen = frozenVariables(graph, values);
  return {
    read: (spec) => {
      values.set(spec.name, weights.value(spec.name, spec.shape));
      return frozen.read(spec);
    },
  };
}

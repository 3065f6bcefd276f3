import { weightedLoss, withoutVoid } from '../losses/weighted-loss';
import type { NetworkBuilder } from '../networks/layers';
import { buildNetwork, sizeMultiple } from '../networks/network';
import { gradients } from './gradients/reverse-mode';
import { movingStatisticsUpdate } from './moving-statistics';
import { normalised } from './normalisation';
import { multiply } from './operations/arithmetic';
import { floatScalar, placeholder } from './operations/constants';
import { argMax } from './operations/reduce';
import { reshape, reshapeTo, shapeOf } from './operations/shape';
import { softmax, sparseCrossEntropy } from './operations/softmax';
import { afterwards, assignVariable, ownCopy } from './operations/variables';
import { optimizerUpdate } from './optimizer-update';
import type { Program, ProgramSpec } from './program-types';
import { receptiveField } from './receptive-field';
import { encodeSavedModel, type Signature } from './saved-model';
import type { Graph, Value } from './symbolic';
import { createGraph, inScope, isStatic, sizeOf } from './symbolic';
import { type ResourceVariables, resourceVariables } from './variable-store';

/**
 * Compiles a training program: one TensorFlow graph whose signatures `train`, `gradients`, `predict`, `evaluate`,
 * `read` and `assign` share their variables. Run it with `TrainingSession` of `session.ts`.
 * @throws Error where the patch does not fit the network
 */
export function buildTrainingProgram(spec: ProgramSpec): Program {
  const multiple = sizeMultiple(spec.network);
  if (spec.patchHeight % multiple !== 0 || spec.patchWidth % multiple !== 0) {
    throw new Error(`a patch of ${spec.patchWidth}x${spec.patchHeight} is not a multiple of ${multiple}`);
  }
  const graph = createGraph();
  const variables = resourceVariables(graph);
  const training = trainingPart(graph, spec, variables);
  const inference = inferencePart(graph, spec, variables);
  const specs = variables.specs;
  const savedModel = encodeSavedModel({ ...training.signatures, ...inference, ...transferPart(graph, variables) });
  return {
    spec,
    savedModel,
    variables: [...specs],
    layers: training.layers,
    parameterCount: specs.filter(({ role }) => role === 'trainable').reduce((n, { shape }) => n + sizeOf(shape), 0),
    receptiveFieldPx: training.receptiveFieldPx,
    forwardBytes: training.forwardBytes,
  };
}

function trainingPart(graph: Graph, spec: ProgramSpec, variables: ResourceVariables) {
  const pixels = [spec.batch, spec.patchHeight, spec.patchWidth];
  const batch = inScope(graph, 'batch', () => ({
    image: placeholder(graph, 'image', 'float32', [...pixels, spec.inputChannels]),
    labels: placeholder(graph, 'labels', 'int32', pixels),
    validity: placeholder(graph, 'validity', 'float32', pixels),
    importance: placeholder(graph, 'importance', 'float32', pixels),
    floor: placeholder(graph, 'floor', 'float32', []),
    strength: placeholder(graph, 'strength', 'float32', []),
  }));
  const learningRate = placeholder(graph, 'batch/learning_rate', 'float32', []);
  const builder = networkBuilder(graph, variables, true, spec.precision);
  const image = normalised(batch.image, spec.normalisation);
  const logits = inScope(graph, 'train', () => buildNetwork(builder, spec.network, image, spec.classCount));
  const { image: _fed, ...rest } = batch;
  const loss = weightedLoss(spec.loss, { ...rest, logits });
  const forwardBytes = bytesOf(graph);
  const trainables = variables.specs.filter(({ role }) => role === 'trainable');
  const slopes = gradients(loss, trainables.map(variables.read));
  const updates = [
    ...optimizerUpdate(graph, spec.optimizer, variables, trainables, slopes, learningRate),
    ...movingStatisticsUpdate(graph, variables, builder.statistics),
  ];
  const signatures: Record<string, Signature> = {
    train: { inputs: { ...batch, learningRate }, outputs: { loss: afterwards(loss, updates, 'train_loss') } },
    gradients: {
      inputs: batch,
      outputs: { loss, ...Object.fromEntries(trainables.map(({ name }, i) => [`gradient:${name}`, at(slopes, i)])) },
    },
  };
  return { signatures, layers: builder.layers, receptiveFieldPx: receptiveField(image, logits), forwardBytes };
}

/** Moving statistics, float32, any batch and any height and width that the network takes. */
function inferencePart(graph: Graph, spec: ProgramSpec, variables: ResourceVariables): Record<string, Signature> {
  return inScope(graph, 'inference', () => {
    const image = placeholder(graph, 'image', 'float32', [null, null, null, spec.inputChannels]);
    const labels = placeholder(graph, 'labels', 'int32', [null, null, null]);
    const validity = placeholder(graph, 'validity', 'float32', [null, null, null]);
    const builder = networkBuilder(graph, variables, false, 'float32');
    const logits = buildNetwork(builder, spec.network, normalised(image, spec.normalisation), spec.classCount);
    const rows = reshape(withoutVoid(labels, validity), [-1]);
    const entropy = sparseCrossEntropy(reshape(logits, [-1, spec.classCount]), rows);
    const perPixelLoss = multiply(reshapeTo(entropy, shapeOf(labels), labels.shape), validity);
    return {
      predict: { inputs: { image }, outputs: { probabilities: softmax(logits) } },
      evaluate: { inputs: { image, labels, validity }, outputs: { perPixelLoss, predictions: argMax(logits, 3) } },
    };
  });
}

/** All variables out, all variables in. */
function transferPart(graph: Graph, variables: ResourceVariables): Record<string, Signature> {
  const inputs: Record<string, Value> = {};
  const outputs: Record<string, Value> = {};
  const assigned = variables.specs.map((spec) => {
    const fed = placeholder(graph, `assign/${spec.name}`, 'float32', spec.shape);
    inputs[spec.name] = fed;
    outputs[spec.name] = variables.read(spec);
    return assignVariable(variables.handle(spec), ownCopy(fed));
  });
  return {
    read: { inputs: {}, outputs },
    assign: { inputs, outputs: { done: afterwards(floatScalar(graph, 1), assigned, 'assigned') } },
  };
}

function networkBuilder(
  graph: Graph,
  variables: ResourceVariables,
  isTraining: boolean,
  compute: ProgramSpec['precision'],
): NetworkBuilder {
  return { graph, variables, isTraining, compute, layers: [], statistics: [] };
}

function bytesOf(graph: Graph): number {
  return graph.nodes
    .flatMap((node) => node.outputs)
    .reduce((sum, { shape, dtype }) => sum + (isStatic(shape) ? sizeOf(shape) * (dtype === 'bfloat16' ? 2 : 4) : 0), 0);
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
}

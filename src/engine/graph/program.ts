import { supervisedLoss } from '../losses/supervised-loss';
import { withoutVoid } from '../losses/weighted-loss';
import { type BatchStatistics, networkBuilder } from '../networks/builder';
import { buildNetwork, sizeMultiple } from '../networks/network';
import { gradients } from './gradients/reverse-mode';
import { averagedVariables } from './moving-average';
import { multiply } from './operations/arithmetic';
import { floatScalar, placeholder } from './operations/constants';
import { argMax } from './operations/reduce';
import { reshape, reshapeTo, shapeOf } from './operations/shape';
import { softmax, sparseCrossEntropy } from './operations/softmax';
import { afterwards, assignVariable, ownCopy } from './operations/variables';
import type { Program, ProgramSpec } from './program-types';
import { receptiveField } from './receptive-field';
import { encodeSavedModel, type Signature } from './saved-model';
import { averagedSpecs, type Slope, stepUpdate } from './step-update';
import type { Graph, Value } from './symbolic';
import { createGraph, inScope, isStatic, sizeOf } from './symbolic';
import { type ResourceVariables, resourceVariables, type VariableStore } from './variable-store';

/**
 * Compiles a training program: one TensorFlow graph whose signatures `train`, `trainFrozen` (with a pretrained encoder),
 * `gradients`, `predict`, `evaluate`, `read` and `assign` share their variables. Run it with `TrainingSession` of `session.ts`.
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
  const inference = inferencePart(graph, spec, averagedVariables(variables, training.averaged));
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
  const builder = networkBuilder(graph, variables, {
    isTraining: true,
    hasAuxiliaryHeads: spec.deepSupervision,
    compute: spec.precision,
  });
  const { logits, auxiliary } = inScope(graph, 'train', () => buildNetwork(builder, spec, batch.image));
  const { image: _fed, ...rest } = batch;
  const loss = supervisedLoss(spec.loss, rest, [logits, ...auxiliary]);
  const forwardBytes = bytesOf(graph);
  const trainables = variables.specs.filter(({ role }) => role === 'trainable');
  const found = gradients(loss, trainables.map(variables.read));
  const slopes = trainables.map((trainable, index) => ({ spec: trainable, gradient: at(found, index) }));
  const signatures: Record<string, Signature> = {
    ...stepSignatures(graph, spec, variables, { batch, loss, slopes, statistics: builder.statistics }),
    gradients: {
      inputs: batch,
      outputs: { loss, ...Object.fromEntries(slopes.map((slope) => [`gradient:${slope.spec.name}`, slope.gradient])) },
    },
  };
  return {
    signatures,
    layers: builder.layers,
    receptiveFieldPx: receptiveField(batch.image, logits),
    forwardBytes,
    averaged: spec.hasAverage ? averagedSpecs(slopes, builder.statistics) : [],
  };
}

/**
 * `train` moves all variables; where there is a pretrained encoder `trainFrozen` leaves it as it is, and TensorFlow then
 * computes none of its gradients.
 */
function stepSignatures(
  graph: Graph,
  spec: ProgramSpec,
  variables: ResourceVariables,
  parts: { batch: Readonly<Record<string, Value>>; loss: Value; slopes: Slope[]; statistics: BatchStatistics[] },
): Record<string, Signature> {
  const { batch, loss, slopes, statistics } = parts;
  const scalar = (name: string): Value => placeholder(graph, `batch/${name}`, 'float32', []);
  const learningRate = scalar('learning_rate');
  const outside = slopes.filter((slope) => slope.spec.group !== 'encoder');
  const hasEncoder = outside.length < slopes.length;
  const encoderRate = hasEncoder ? scalar('encoder_rate') : learningRate;
  const averageDecay = spec.hasAverage ? scalar('average_decay') : null;
  const inputs = { ...batch, learningRate, ...(averageDecay === null ? {} : { averageDecay }) };
  const rates = { main: learningRate, encoder: encoderRate };
  const lossAfter = (moved: Slope[]): Value => {
    const updates = stepUpdate(graph, spec, variables, { slopes: moved, rates, statistics, averageDecay });
    return afterwards(loss, updates, 'train_loss');
  };
  const train = { inputs: hasEncoder ? { ...inputs, encoderRate } : inputs, outputs: { loss: lossAfter(slopes) } };
  if (!hasEncoder) return { train };
  return { train, trainFrozen: { inputs, outputs: { loss: lossAfter(outside) } } };
}

/** Moving statistics, float32, any batch and any height and width that the network takes. */
function inferencePart(graph: Graph, spec: ProgramSpec, variables: VariableStore): Record<string, Signature> {
  return inScope(graph, 'inference', () => {
    const image = placeholder(graph, 'image', 'float32', [null, null, null, spec.inputChannels]);
    const labels = placeholder(graph, 'labels', 'int32', [null, null, null]);
    const validity = placeholder(graph, 'validity', 'float32', [null, null, null]);
    const { logits } = buildNetwork(networkBuilder(graph, variables), spec, image);
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

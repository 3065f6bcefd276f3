import type { NetworkConfig } from '../../shared/training/run-config';
import { networkBuilder } from '../networks/builder';
import { buildNetwork, sizeMultiple } from '../networks/network';
import { predictingValues } from './moving-average';
import { add, divide, floorMod, maximum, minimum, multiply, subtract } from './operations/arithmetic';
import { floatConstant, floatScalar, intConstant, placeholder } from './operations/constants';
import { entry, gather, pack, range, shapeOf, sliceBy } from './operations/shape';
import { softmax } from './operations/softmax';
import type { Normalisation } from './program-types';
import { encodeSavedModel, type Signature } from './saved-model';
import type { Graph, Value } from './symbolic';
import { createGraph, inScope } from './symbolic';
import { frozenVariables } from './variable-store';

export interface InferenceModelSpec {
  network: NetworkConfig;
  inputChannels: number;
  classCount: number;
  normalisation: Normalisation;
  /** Range of each channel in the file's units: I = clamp((x - lo) / (hi - lo), 0, 1). */
  lo: readonly number[];
  hi: readonly number[];
  /** Trained values by variable name; averages come before them, and more may be there (slots, beta powers). */
  values: ReadonlyMap<string, Float32Array>;
}

/**
 * A trained network as a SavedModel for anyone's TensorFlow: signature `serving_default` from `image` [B,H,W,C] float32
 * in the file's units (0..255 for 8-bit images) to `probabilities` [B,H,W,K]. Any height and width >= 1: inside, the
 * image is mirrored to a multiple of 2^depth by the rule of `padding.ts`, and the result cropped. Weights are constants.
 * @returns bytes of `saved_model.pb`
 * @throws Error where a variable is missing or of another size
 */
export function buildInferenceModel(spec: InferenceModelSpec): Uint8Array {
  return encodeSavedModel({ serving_default: servingSignature(createGraph(), spec) });
}

function servingSignature(graph: Graph, spec: InferenceModelSpec): Signature {
  const image = placeholder(graph, 'image', 'float32', [null, null, null, spec.inputChannels]);
  const size = shapeOf(image);
  const [height, width] = [entry(size, 1), entry(size, 2)];
  const multiple = sizeMultiple(spec.network);
  const padded = inScope(graph, 'padding', () =>
    gather(gather(inUnitRange(image, spec), mirrored(height, multiple), 1), mirrored(width, multiple), 2),
  );
  const builder = networkBuilder(graph, frozenVariables(graph, predictingValues(spec.values)));
  const { logits } = buildNetwork(builder, spec, padded);
  const all = intConstant(graph, [-1], []);
  const cropped = sliceBy(logits, intConstant(graph, [0, 0, 0, 0], [4]), pack([all, height, width, all]), [
    null,
    null,
    null,
    spec.classCount,
  ]);
  return { inputs: { image }, outputs: { probabilities: softmax(cropped) } };
}

/** clamp((x - lo) / (hi - lo), 0, 1) per channel; 0 in a channel with hi <= lo, which holds nothing. */
function inUnitRange(image: Value, { lo, hi }: InferenceModelSpec): Value {
  const { graph } = image.node;
  const extent = hi.map((high, channel) => {
    const span = high - (lo[channel] ?? 0);
    return span > 0 ? span : Number.POSITIVE_INFINITY;
  });
  const scaled = divide(
    subtract(image, floatConstant(graph, lo, [lo.length])),
    floatConstant(graph, extent, [extent.length]),
  );
  return minimum(maximum(scaled, floatScalar(graph, 0)), floatScalar(graph, 1));
}

/** `reflectIndex` of 0 .. `paddedSize` - 1, at run time: int32 [P] from a scalar length. */
function mirrored(length: Value, multiple: number): Value {
  const { graph } = length.node;
  const whole = (value: number): Value => intConstant(graph, [value], []);
  const excess = floorMod(subtract(whole(0), length), whole(multiple));
  const period = maximum(whole(1), multiply(whole(2), subtract(length, whole(1))));
  const phase = floorMod(range(add(length, excess)), period);
  return minimum(phase, subtract(period, phase));
}

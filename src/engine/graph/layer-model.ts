import { networkBuilder } from '../networks/builder';
import { buildNetwork, type NetworkSpec } from '../networks/network';
import { predictingValues } from './moving-average';
import { placeholder } from './operations/constants';
import { encodeSavedModel } from './saved-model';
import { createGraph } from './symbolic';
import { frozenVariables } from './variable-store';

export interface LayerModelSpec extends NetworkSpec {
  inputChannels: number;
  /** Trained values by variable name, as in a checkpoint. */
  values: ReadonlyMap<string, Float32Array>;
}

/**
 * A trained network as a SavedModel that shows its inside: signature `layers` from `image` [B,H,W,C] in [0,1], height and
 * width multiples of 2^depth, to one output a layer, by its name, [B,H/stride,W/stride,channels], float32.
 * @param names of layers of `Program.layers`, auxiliary heads excepted
 * @returns bytes of `saved_model.pb`
 * @throws Error where the network has no such layer, or a variable is missing
 */
export function buildLayerModel(spec: LayerModelSpec, names: readonly string[]): Uint8Array {
  const graph = createGraph();
  const image = placeholder(graph, 'image', 'float32', [null, null, null, spec.inputChannels]);
  const builder = networkBuilder(graph, frozenVariables(graph, predictingValues(spec.values)));
  buildNetwork(builder, spec, image);
  const outputs = names.map((name) => {
    const value = builder.values.get(name);
    if (value === undefined) throw new Error(`the network has no layer ${name}`);
    return [name, value] as const;
  });
  return encodeSavedModel({ layers: { inputs: { image }, outputs: Object.fromEntries(outputs) } });
}

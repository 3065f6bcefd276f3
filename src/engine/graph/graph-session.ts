import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-node-gpu';

type Model = Awaited<ReturnType<typeof tf.node.loadSavedModel>>;

/** An input of a run: row-major contents and their shape; Int32Array for int32, Float32Array for float32. */
export interface Feed {
  data: Float32Array | Int32Array;
  shape: readonly number[];
}

/**
 * One TensorFlow session over a SavedModel of ours; all its signatures share the variables.
 * TensorFlow may read a feed's array in place, so it must not change during the call.
 */
export class GraphSession {
  readonly #folder: string;
  readonly #models: ReadonlyMap<string, Model>;

  private constructor(folder: string, models: ReadonlyMap<string, Model>) {
    this.#folder = folder;
    this.#models = models;
  }

  /**
   * Writes the model into a new folder of its own under `parent` (sessions are cached by path, so a path is never used
   * twice) and loads the named signatures.
   * @throws Error from TensorFlow where the graph is not valid; it names the node
   */
  static async open(savedModel: Uint8Array, signatures: readonly string[], parent: string): Promise<GraphSession> {
    const folder = await mkdtemp(join(parent, 'graph-'));
    const models = new Map<string, Model>();
    try {
      await writeFile(join(folder, 'saved_model.pb'), savedModel);
      for (const name of signatures) models.set(name, await tf.node.loadSavedModel(folder, ['serve'], name));
    } catch (error) {
      for (const model of models.values()) model.dispose();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    return new GraphSession(folder, models);
  }

  /** Runs a signature once and copies its outputs out. No tensor outlives the call. */
  run(signature: string, feeds: Readonly<Record<string, Feed>>): Map<string, Float32Array | Int32Array> {
    const inputs: Record<string, tf.Tensor> = {};
    let outputs: Record<string, tf.Tensor> = {};
    try {
      for (const [name, { data, shape }] of Object.entries(feeds)) {
        inputs[name] = tf.tensor(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32');
      }
      outputs = named(this.#model(signature).predict(inputs));
      return new Map(Object.entries(outputs).map(([name, tensor]) => [name, numbers(tensor)]));
    } finally {
      tf.dispose([Object.values(inputs), Object.values(outputs)]);
    }
  }

  /** Ends the session, frees its variables and removes its folder. */
  dispose(): void {
    for (const model of this.#models.values()) model.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #model(signature: string): Model {
    const model = this.#models.get(signature);
    if (model === undefined) throw new Error(`signature ${signature} was not loaded`);
    return model;
  }
}

function named(outputs: tf.Tensor | tf.Tensor[] | tf.NamedTensorMap): Record<string, tf.Tensor> {
  if (outputs instanceof tf.Tensor || Array.isArray(outputs)) throw new Error('outputs without names');
  return outputs;
}

function numbers(tensor: tf.Tensor): Float32Array | Int32Array {
  const data = tensor.dataSync();
  if (data instanceof Float32Array || data instanceof Int32Array) return data;
  throw new Error(`an output of type ${tensor.dtype} cannot be read`);
}

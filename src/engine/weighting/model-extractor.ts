import * as tf from '@tensorflow/tfjs-node-gpu';
import type { FloatMap, UnitImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import type { FeatureExtractor } from './extractor';
import { readModelFiles } from './model-files';
import { cropResized, greyOrRgb, rgbOf } from './padded-image';
import { resizeImage } from './resize-image';
import { tiledActivation } from './tiled-activation';

/** Around what is kept of a tile. What a foreign network sees is not known: exact up to a receptive field of 384 px. */
const REACH_PX = 192;
/** Some networks keep 64 channels at full size (VGG): such an activation then takes 0.3 GB. */
const TILE_PIXELS = 1088 * 1088;

/** A model with one image as its input; `activation` gives a layer's output for [1,h,w,c] in [0,1]. */
interface OpenModel {
  inputShape: readonly (number | null)[];
  inputType: tf.DataType;
  activation(layer: string, image: tf.Tensor): Promise<tf.Tensor>;
  dispose(): void;
}

/**
 * Any tfjs graph or layers model as an extractor. It is fed values in [0,1] (0..255 where its input is of integers), at
 * the image's own scale where its input size is open, else the image resized to it.
 *
 * @param path of `model.json`, or of the folder that holds it
 * @throws Problem `extractor-missing`, `extractor-not-a-model`; from `featureMap` also `extractor-no-layer`,
 *   `extractor-layer-not-spatial`
 */
export async function openModelExtractor(path: string): Promise<FeatureExtractor> {
  const { jsonPath, hash, format } = await readModelFiles(path);
  const model = await load(jsonPath, format);
  const [rank, fixedHeight, fixedWidth, channels] = [model.inputShape.length, ...model.inputShape.slice(1)];
  if (rank !== 4 || (channels !== 1 && channels !== 3)) {
    model.dispose();
    throw new Problem(
      'extractor-not-a-model',
      `The model takes an input of shape [${model.inputShape.map((size) => size ?? '?').join(', ')}], not images.`,
      'Name a model whose input is [batch, height, width, 1 or 3].',
      jsonPath,
    );
  }
  const run = async (layer: string, rgb: Float32Array, height: number, width: number): Promise<FloatMap> => {
    const image = tf.tidy(() => inputTensor(rgb, height, width, channels, model.inputType));
    try {
      const activation = await model.activation(layer, image);
      return await sumOverChannels(activation, layer, jsonPath);
    } finally {
      image.dispose();
    }
  };
  return {
    hash,
    featureMap: (image, layer) => {
      const name = String(layer);
      return isFixed(fixedHeight) && isFixed(fixedWidth)
        ? resizedActivation(image, fixedHeight, fixedWidth, (rgb) => run(name, rgb, fixedHeight, fixedWidth))
        : tiledActivation(image, {
            reachPx: REACH_PX,
            tilePixels: TILE_PIXELS,
            run: (...args) => run(name, ...args),
          });
    },
    dispose: async () => model.dispose(),
  };
}

function isFixed(size: number | null | undefined): size is number {
  return typeof size === 'number' && size > 0;
}

async function load(jsonPath: string, format: 'graph-model' | 'layers-model'): Promise<OpenModel> {
  try {
    return format === 'graph-model' ? await loadGraph(jsonPath) : await loadLayers(jsonPath);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem(
      'extractor-not-a-model',
      `The model could not be loaded: ${reason.split('\n', 1)[0]}`,
      'Convert it again with tensorflowjs_converter, and keep its weight files beside model.json.',
      jsonPath,
    );
  }
}

async function loadGraph(jsonPath: string): Promise<OpenModel> {
  const model = await tf.loadGraphModel(`file://${jsonPath}`);
  const [input] = model.inputs;
  return {
    inputShape: (input.shape ?? []).map((size) => (size > 0 ? size : null)),
    inputType: input.dtype,
    activation: async (layer, image) => {
      try {
        return single(await executed(model, { [input.name]: image }, layer));
      } catch (error) {
        throw noLayer(layer, jsonPath, error);
      }
    },
    dispose: () => model.dispose(),
  };
}

/** Models with control flow can only run asynchronously; the others are quicker the plain way. */
async function executed(
  model: tf.GraphModel,
  inputs: tf.NamedTensorMap,
  node: string,
): Promise<tf.Tensor | tf.Tensor[]> {
  try {
    return model.execute(inputs, node);
  } catch {
    return model.executeAsync(inputs, node);
  }
}

async function loadLayers(jsonPath: string): Promise<OpenModel> {
  const model = await tf.loadLayersModel(`file://${jsonPath}`);
  const [input] = model.inputs;
  const parts = new Map<string, tf.LayersModel>();
  return {
    inputShape: input.shape,
    inputType: input.dtype,
    activation: async (layer, image) => {
      try {
        const part = parts.get(layer) ?? tf.model({ inputs: model.inputs, outputs: model.getLayer(layer).output });
        parts.set(layer, part);
        return single(part.predict(image));
      } catch (error) {
        throw noLayer(layer, jsonPath, error);
      }
    },
    dispose: () => {
      model.dispose();
    },
  };
}

function single(outputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
  if (outputs instanceof tf.Tensor) return outputs;
  tf.dispose(outputs.slice(1));
  return outputs[0];
}

function noLayer(layer: string, jsonPath: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return new Problem(
    'extractor-no-layer',
    `The model gives no activation at "${layer}": ${reason.split('\n', 1)[0]}`,
    'Name a node of the graph model or a layer of the layers model, as they stand in its model.json.',
    jsonPath,
  );
}

/** [h,w,3] in [0,1] as the model's input. */
function inputTensor(rgb: Float32Array, height: number, width: number, channels: number, type: tf.DataType) {
  const image = tf.tensor4d(rgb, [1, height, width, 3]);
  const fitting: tf.Tensor = channels === 1 ? image.mean(3, true) : image.clone();
  return type === 'int32' ? fitting.mul(255).round().toInt() : fitting;
}

async function sumOverChannels(activation: tf.Tensor, layer: string, jsonPath: string): Promise<FloatMap> {
  try {
    const [batch, height, width] = activation.shape;
    if (activation.rank !== 4 || batch !== 1) {
      throw new Problem(
        'extractor-layer-not-spatial',
        `"${layer}" gives an activation of shape [${activation.shape.join(', ')}], which is no map.`,
        'Name a layer whose output is [batch, height, width, channels], such as a convolution.',
        jsonPath,
      );
    }
    const sum = tf.tidy(() => activation.toFloat().abs().sum(3));
    const data = Float32Array.from(await sum.data());
    sum.dispose();
    return { width, height, data };
  } finally {
    activation.dispose();
  }
}

async function resizedActivation(
  image: UnitImage,
  height: number,
  width: number,
  run: (rgb: Float32Array) => Promise<FloatMap>,
): Promise<FloatMap> {
  const cells = await run(rgbOf(resizeImage(greyOrRgb(image), width, height)));
  return cropResized(cells, image.width / cells.width, image.height / cells.height, image.width, image.height, 0);
}

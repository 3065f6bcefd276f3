import type { InspectedLayer } from '../../shared/contract/inspect';
import type { FloatMap, PixelImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import type { LayerSummary } from '../graph/program-types';
import { runsWhole } from '../inference/predict';
import type { TrainedRun } from '../training/trained-run';
import { cropResized } from '../weighting/padded-image';
import { bytesOfValues } from './byte-map';
import { openLayerReader } from './layer-reader';

/**
 * What a layer of a trained network gives for an image, as a heatmap: the mean over the channels of the absolute
 * activation, resized bilinearly to the image; of an attention map the coefficients themselves, from 0 to 1.
 * @param name of one of the run's layers
 * @throws Problem `layer-unknown`, `activation-too-large`
 */
export async function activationLayer(
  run: TrainedRun,
  image: PixelImage,
  name: string,
): Promise<Omit<InspectedLayer, 'notices'>> {
  const layer = run.layers.find((one) => one.name === name);
  if (layer === undefined) throw unknownLayer(run, name);
  if (!runsWhole(run.network, image)) throw tooLarge(image);
  const cells = await cellsOf(run, image, layer);
  const { width, height } = image;
  const { data } = cropResized(cells, layer.stride, layer.stride, width, height, 0);
  const high = layer.kind === 'attention-map' ? 1 : data.reduce((most, value) => Math.max(most, value), 0) || 1;
  return { map: bytesOfValues({ width, height }, { low: 0, high }, (i) => data[i]), low: 0, high };
}

/** Mean absolute activation of each cell of the padded image. */
async function cellsOf(run: TrainedRun, image: PixelImage, layer: LayerSummary): Promise<FloatMap> {
  const reader = await openLayerReader(run, layer);
  try {
    const { width, height, channels, data } = reader.read(image);
    return { width, height, data: meanAbsolute(data, channels) };
  } finally {
    reader.dispose();
  }
}

function meanAbsolute(activation: ArrayLike<number>, channels: number): Float32Array {
  const means = new Float32Array(activation.length / channels);
  for (let cell = 0, at = 0; cell < means.length; cell++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += Math.abs(activation[at++]);
    means[cell] = sum / channels;
  }
  return means;
}

function unknownLayer({ layers, snapshot }: TrainedRun, name: string): Problem {
  return new Problem(
    'layer-unknown',
    `The network of ${snapshot.runId} has no layer "${name}".`,
    `Choose one of its ${layers.length} layers, for example ${layers[0]?.name}.`,
  );
}

function tooLarge({ width, height }: PixelImage): Problem {
  return new Problem(
    'activation-too-large',
    `An image of ${width} x ${height} pixels does not go through the network at once, so its layers cannot be shown.`,
    'Cut the image into parts and look at these.',
  );
}

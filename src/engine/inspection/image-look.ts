import type { PixelImage } from '../../shared/images/pixels';
import type { LayerSummary } from '../graph/program-types';
import { cropReflected } from '../inference/crop';
import { type ImageNetwork, predictBands, runsWhole } from '../inference/predict';
import { entropyAt, highestEntropy } from './entropy';
import type { LayerReader } from './layer-reader';

/** A pixel counts as unsure where its most probable class has less. */
const SURE = 0.75;
/** Of an image that does not go through the network at once, so much of its middle tells how it looks. */
const MIDDLE_PX = 1024;

/** The layer whose activations tell how an image looks: of the coarsest ones that with the most channels, the last of equal ones. */
export function deepestLayer(layers: readonly LayerSummary[]): LayerSummary {
  return layers.reduce((deepest, layer) => {
    if (layer.stride !== deepest.stride) return layer.stride > deepest.stride ? layer : deepest;
    return layer.outputChannels >= deepest.outputChannels ? layer : deepest;
  });
}

/** Mean and deviation of each channel of a layer over an image: how the image looks to the network. */
export function imageFeatures(reader: LayerReader, network: ImageNetwork, image: PixelImage): number[] {
  const { channels, data } = reader.read(runsWhole(network, image) ? image : middleOf(image));
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  for (let at = 0; at < data.length; at++) {
    sums[at % channels] += data[at];
    squares[at % channels] += data[at] ** 2;
  }
  const cells = data.length / channels;
  const means = Array.from(sums, (sum) => sum / cells);
  return [...means, ...means.map((mean, c) => Math.sqrt(Math.max(0, squares[c] / cells - mean ** 2)))];
}

/**
 * How unsure a network is of an image.
 * @returns uncertainty: mean entropy over the highest there can be; unsureShare: share of the pixels whose most probable class
 * has less than 0.75
 */
export async function imageUncertainty(
  network: ImageNetwork,
  image: PixelImage,
  signal: AbortSignal,
): Promise<{ uncertainty: number; unsureShare: number }> {
  const { classCount } = network;
  let entropy = 0;
  let unsure = 0;
  await predictBands(network, image, { signal }, ({ data }) => {
    for (let pixel = 0; pixel < data.length / classCount; pixel++) {
      entropy += entropyAt(data, pixel, classCount);
      let top = 0;
      for (let k = 0; k < classCount; k++) top = Math.max(top, data[pixel * classCount + k]);
      if (top < SURE) unsure++;
    }
  });
  const pixels = image.width * image.height;
  return { uncertainty: entropy / pixels / highestEntropy(classCount), unsureShare: unsure / pixels };
}

function middleOf(image: PixelImage): PixelImage {
  const width = Math.min(MIDDLE_PX, image.width);
  const height = Math.min(MIDDLE_PX, image.height);
  return cropReflected(image, { x: (image.width - width) >> 1, y: (image.height - height) >> 1, width, height });
}

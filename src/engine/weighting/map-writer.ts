import type { WeightFormat } from '../../shared/contract/weights';
import type { FloatMap } from '../../shared/images/pixels';
import { weightedMap } from '../../shared/weighting/compose';
import { heatmapPixels } from '../../shared/weighting/heatmap';
import type { Weighting } from '../../shared/weighting/schema';
import { encodeNpy } from '../formats/npy';
import { encodeRgbPng } from '../formats/png';
import { encodeFloatTiff } from '../formats/tiff-encode';

/**
 * A weight map as a file. `png`: a picture in the colours of the screen, from floor to floor + strength. `npy` and
 * `tiff`: the weights themselves, float32 [height, width].
 *
 * @param importance n [H,W] in [0,1]
 * @returns the file in parts
 */
export function encodeWeights(
  importance: FloatMap,
  { floor, strength }: Pick<Weighting, 'floor' | 'strength'>,
  format: WeightFormat,
): Uint8Array[] {
  const { width, height } = importance;
  if (format === 'png') return [encodeRgbPng(width, height, heatmapPixels(importance, 0, 1))];
  const { data } = weightedMap(importance, floor, strength);
  return format === 'npy' ? [encodeNpy(data, [height, width])] : encodeFloatTiff(width, height, data);
}

import type { FloatMap, UnitImage } from '../images/pixels';
import { otsuThreshold } from './otsu';
import type { RegionTerm } from './schema';

/**
 * Mean over the channels.
 *
 * @param image [H,W,C] in [0,1]
 * @returns [H,W] in [0,1]
 */
export function channelMean(image: UnitImage): FloatMap {
  const { width, height, channels, data } = image;
  if (channels === 1) return { width, height, data };
  const out = new Float32Array(width * height);
  for (let o = 0, p = 0; o < out.length; o++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += data[p++];
    out[o] = sum / channels;
  }
  return { width, height, data: out };
}

/**
 * Dark or bright regions: with m the mean over the channels, `dark` is 1 where `m < threshold` and 0 elsewhere, softened
 * to `sigmoid((threshold - m) / softness)`; `bright` is 1 minus that. `otsu` takes the image's own threshold; an image
 * of a single level has none and gives 0 everywhere.
 *
 * @param image [H,W,C] in [0,1]
 * @returns raw map [H,W] in [0,1]
 */
export function regionMap(image: UnitImage, term: Pick<RegionTerm, 'threshold' | 'softness' | 'side'>): FloatMap {
  const { width, height, data: mean } = channelMean(image);
  const chosen = term.threshold === 'otsu' ? otsuThreshold({ width, height, data: mean }) : term.threshold;
  // The mean of several channels is an array of our own, which the result may take over.
  const out = image.channels === 1 ? new Float32Array(mean.length) : mean;
  if (chosen === null) return { width, height, data: out.fill(0) };
  // The threshold is rounded as the pixels are, so that 0.4 and the grey value 102 of 255 are equal.
  const threshold = Math.fround(chosen);
  const isDark = term.side === 'dark';
  if (term.softness === 0) {
    for (let i = 0; i < out.length; i++) out[i] = mean[i] < threshold === isDark ? 1 : 0;
  } else {
    const slope = (isDark ? 1 : -1) / term.softness;
    for (let i = 0; i < out.length; i++) out[i] = 1 / (1 + Math.exp((mean[i] - threshold) * slope));
  }
  return { width, height, data: out };
}

import type { PixelImage } from '../../shared/images/pixels';
import type { Prepared, Snapshot } from '../../shared/training/snapshot';
import { isAllZero, weightedMap } from '../../shared/weighting/compose';
import { DECODE_VERSION } from '../images/decode';
import type { ExtractorProvider } from '../weighting/extractor';
import { importanceMap } from '../weighting/importance';
import type { MapCache } from '../weighting/map-cache';
import type { Predictors } from '../weighting/predictors';
import { toUnitImage } from '../weighting/unit-image';
import type { InspectedWeights } from './layers';

export interface RunWeights extends InspectedWeights {
  notices: string[];
}

/**
 * The weights that a run gives an image at full strength: by the run's weighting, the input range and pixel counts that
 * it froze, and the function that training calls.
 * @param labels [H,W] channels of now, 255 where not labelled; read by `balance` and `border`
 * @param painted importance as it was when the run started; read by `painted`
 */
export async function runWeights(
  run: { snapshot: Snapshot; prepared: Prepared },
  image: { pixels: PixelImage; sha256: string },
  labels: Uint8Array,
  painted: Uint8Array | undefined,
  tools: { extractors: ExtractorProvider; predictors: Predictors; cache: MapCache },
): Promise<RunWeights> {
  const { snapshot, prepared } = run;
  const { lo, hi, pixelCounts } = prepared;
  const { weighting } = snapshot.config;
  const importance = await importanceMap(
    {
      image: toUnitImage(image.pixels, lo, hi, snapshot.inputChannels),
      channelLabels: labels,
      channelNames: snapshot.channels.map(({ name }) => name),
      painted,
      pixels: async () => image.pixels,
      trainingCounts: pixelCounts,
      identity: { sha256: image.sha256, decodeVersion: DECODE_VERSION, lo, hi },
    },
    weighting,
    tools,
  );
  const { floor, strength, terms } = weighting;
  const isUnweighted = floor === 0 && isAllZero(importance);
  // As the batches that training reads.
  const n = isUnweighted ? { ...importance, data: new Float32Array(importance.data.length).fill(1) } : importance;
  const { data } = weightedMap(n, floor, strength);
  if (terms.length === 0) {
    return {
      data,
      low: data[0],
      high: data[0],
      notices: ['The run is unweighted: every labelled pixel counts the same.'],
    };
  }
  const notices = isUnweighted
    ? ['No source finds anything in this image, and the floor is 0: training counts it unweighted.']
    : [];
  return { data, low: floor, high: floor + strength, notices };
}

import type { FloatMap, PixelImage } from '../../shared/images/pixels';
import { weightedMap } from '../../shared/weighting/compose';
import { type TermFacts, termFacts } from '../../shared/weighting/map-warnings';
import type { Weighting } from '../../shared/weighting/schema';
import { DECODE_VERSION } from '../images/decode';
import { type ImportanceTools, importanceMap } from './importance';
import { toUnitImage } from './unit-image';

export interface PreviewInput {
  image: PixelImage;
  /** Of the file's content, with the part of it that is the image: see `contentKey`. */
  sha256: string;
  /** Input range of the project's training images, in the file's units. */
  range: { lo: readonly number[]; hi: readonly number[] };
  inputChannels: number;
  /** Channel index per pixel, 255 void; read by `balance` and `border`. */
  channelLabels: Uint8Array;
  /** Of the channels, in their order; read by `border`. */
  channelNames: readonly string[];
  /** Importance painted by hand, a byte a pixel; read by `painted`. */
  painted?: Uint8Array | undefined;
  /** Valid training pixels per channel; read by `balance`. */
  trainingCounts: readonly number[];
}

export interface WeightPreview {
  /** n in [0,1]: the array that training crops. */
  importance: FloatMap;
  /** Of each source, for warnings. */
  facts: TermFacts[];
  /** w = floor + strength n at the schedule's final strength. */
  weights: FloatMap;
  ms: number;
}

/** The weights that training will use for an image, made by the function that training calls. */
export async function previewWeights(
  input: PreviewInput,
  weighting: Weighting,
  tools: ImportanceTools,
): Promise<WeightPreview> {
  const startedMs = performance.now();
  const { lo, hi } = input.range;
  const normalised: FloatMap[] = [];
  const importance = await importanceMap(
    {
      image: toUnitImage(input.image, lo, hi, input.inputChannels),
      channelLabels: input.channelLabels,
      channelNames: input.channelNames,
      painted: input.painted,
      pixels: async () => input.image,
      trainingCounts: input.trainingCounts,
      identity: { sha256: input.sha256, decodeVersion: DECODE_VERSION, lo, hi },
    },
    weighting,
    {
      ...tools,
      keepTerm: async (_term, stage, compute) => {
        const map = await compute();
        if (stage === 'normalised') normalised.push(map);
        return map;
      },
    },
  );
  const weights = weightedMap(importance, weighting.floor, weighting.strength);
  const ms = performance.now() - startedMs;
  return { importance, facts: normalised.map(termFacts), weights, ms };
}

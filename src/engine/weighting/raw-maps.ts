import type { FloatMap } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import { balanceMap } from '../../shared/weighting/balance';
import {
  borderDistances,
  borderMap,
  borderReach,
  coarseBorderDistances,
  objectChannels,
  spreadSquares,
} from '../../shared/weighting/border';
import { paintedMap } from '../../shared/weighting/painted';
import { regionMap } from '../../shared/weighting/region';
import type { BorderTerm, FeatureTerm, UncertaintyTerm, WeightingTerm } from '../../shared/weighting/schema';
import type { ExtractorProvider } from './extractor';
import type { ImportanceInput, ImportanceTools, TermKeeper } from './importance';
import { featureKey, uncertaintyKey } from './map-key';
import type { Predictors } from './predictors';
import { vectorEdgeMap } from './vector-edges';

/** A term's map before its normaliser. @throws Problem as `importanceMap` */
export function rawMap(
  input: ImportanceInput,
  term: WeightingTerm,
  tools: ImportanceTools,
  keep: TermKeeper,
): FloatMap | Promise<FloatMap> {
  const { image } = input;
  switch (term.source) {
    case 'edge':
      return vectorEdgeMap(image, term);
    case 'region':
      return regionMap(image, term);
    case 'balance': {
      const { channelLabels, trainingCounts } = labelsOf(input);
      return balanceMap({ width: image.width, height: image.height, data: channelLabels }, trainingCounts, term);
    }
    case 'feature':
      return featureMap(input, term, tools);
    case 'border':
      return borderRaw(input, term, tools.borderScale ?? 1, keep);
    case 'painted':
      return paintedRaw(input);
    case 'uncertainty':
      return uncertaintyRaw(input, term, tools);
  }
}

async function borderRaw(input: ImportanceInput, term: BorderTerm, scale: number, keep: TermKeeper): Promise<FloatMap> {
  const { width, height } = input.image;
  const labels = { width, height, data: labelsOf(input).channelLabels };
  const distances = await keep(term, 'distances', () => {
    const chosen = objectChannels(term.classes, input.channelNames ?? [], labels);
    const reach = borderReach(term.sigma);
    return scale > 1 ? coarseBorderDistances(labels, chosen, reach, scale) : borderDistances(labels, chosen, reach);
  });
  const map = borderMap(distances, term);
  return scale > 1 ? spreadSquares(map, width, height, scale) : map;
}

export const NOTHING_PAINTED = new Uint8Array(0);

function paintedRaw({ image: { width, height }, painted }: ImportanceInput): FloatMap {
  if (painted === undefined) return { width, height, data: new Float32Array(width * height) };
  if (painted.length !== width * height) throw new RangeError('painted importance needs one byte a pixel');
  return paintedMap({ width, height, data: painted });
}

async function uncertaintyRaw(
  { image, identity, pixels }: ImportanceInput,
  { run }: UncertaintyTerm,
  tools: ImportanceTools,
): Promise<FloatMap> {
  const { width, height, channels } = image;
  // Not chosen yet: nothing to show. A run is not started with such a weighting.
  if (run === '') return { width, height, data: new Float32Array(width * height) };
  const predictors = predictorsOf(tools);
  const compute = async (): Promise<FloatMap> => {
    if (pixels === undefined) throw new RangeError('"uncertainty" needs the pixels of the image');
    return predictors.uncertainty(run, await pixels());
  };
  const cache = tools.featureCache ?? tools.cache;
  if (cache === undefined || identity === undefined) return compute();
  return cache.get(uncertaintyKey(identity, channels, await predictors.hash(run)), compute);
}

export function predictorsOf({ predictors }: ImportanceTools): Predictors {
  if (predictors !== undefined) return predictors;
  throw new Problem(
    'weighting-run-missing',
    'The source "uncertainty" asks an earlier run, and there are no runs here.',
    'Choose a weighting without "uncertainty", or use it within a project.',
  );
}

async function featureMap(input: ImportanceInput, term: FeatureTerm, tools: ImportanceTools): Promise<FloatMap> {
  const { image, identity } = input;
  const extractor = await extractorOf(term, tools.extractors);
  const compute = (): Promise<FloatMap> => extractor.featureMap(image, term.layer);
  const cache = tools.featureCache ?? tools.cache;
  if (cache === undefined || identity === undefined) return compute();
  return cache.get(featureKey(identity, image.channels, extractor.hash, term.layer), compute);
}

export async function extractorOf(term: FeatureTerm, extractors: ExtractorProvider | undefined) {
  if (extractors === undefined) {
    throw new Problem(
      'weighting-needs-extractor',
      `The source "feature" needs the network "${term.extractor}", and none can be run here.`,
      'Choose a weighting without "feature", or run it where the engine is available.',
    );
  }
  return extractors(term.extractor);
}

interface ReadLabels {
  channelLabels: Uint8Array;
  trainingCounts: readonly number[];
  channelNames: readonly string[] | undefined;
}

export function labelsOf(input: ImportanceInput): ReadLabels {
  const { channelLabels, trainingCounts, channelNames, image } = input;
  if (
    channelLabels === undefined ||
    trainingCounts === undefined ||
    channelLabels.length !== image.width * image.height
  ) {
    throw new Problem(
      'weighting-needs-labels',
      'The sources "balance" and "border" read the label map, and this image has none.',
      'Paint or import labels first, or choose a weighting without them.',
    );
  }
  return { channelLabels, trainingCounts, channelNames };
}

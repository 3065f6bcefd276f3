import type { EngineOutput } from '../../shared/contract/engine-protocol';
import type { InspectedSet, ListedRegion } from '../../shared/contract/inspect';
import type { ImageId } from '../../shared/ids';
import { emptyNumbers, type ImageNumbers, mergeNumbers } from '../../shared/training/numbers/image-numbers';
import type { Scores } from '../../shared/training/run-events';
import { scoresOf } from '../../shared/training/scores';

/** What the engine counted in an image. */
export type ImageCounts = Exclude<EngineOutput<'inspectScore'>, 'labels-needed'>;

export interface ScoredImage {
  id: ImageId;
  name: string;
  thumbnail: string;
  counts: ImageCounts;
}

/** Of a set, so many are listed. */
const WORST_REGIONS = 100;

/** Scores of one image. @param names of the network's channels, in order */
export function imageScores({ numbers }: Pick<ImageCounts, 'numbers'>, names: readonly string[]): Scores {
  return scoresOf(numbers.confusion, numbers.boundaries, names);
}

/**
 * Scores over all pixels of all images, as a run validates; the images, worst mean IoU first, unlabelled last; and their
 * regions, worst first.
 */
export function scoredSet(
  images: readonly ScoredImage[],
  names: readonly string[],
): Pick<InspectedSet, 'scores' | 'numbers' | 'images' | 'regions'> {
  const rows = images.map(({ counts, ...image }) => ({ ...image, meanIou: imageScores(counts, names).meanIou }));
  const rank = ({ meanIou }: { meanIou: number | null }): number => meanIou ?? Number.POSITIVE_INFINITY;
  const numbers = pooledNumbers(
    images.map(({ counts }) => counts.numbers),
    names.length,
  );
  return {
    scores: imageScores({ numbers }, names),
    numbers,
    images: rows.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b))),
    regions: worstRegions(images),
  };
}

export function pooledNumbers(all: readonly ImageNumbers[], classCount: number): ImageNumbers {
  const pooled = emptyNumbers(classCount);
  for (const numbers of all) mergeNumbers(pooled, numbers);
  return pooled;
}

function worstRegions(images: readonly ScoredImage[]): ListedRegion[] {
  return images
    .flatMap(({ counts, id, name, thumbnail }) =>
      counts.regions.map((region) => ({ ...region, image: { id, name, thumbnail } })),
    )
    .sort((a, b) => b.score - a.score)
    .slice(0, WORST_REGIONS);
}

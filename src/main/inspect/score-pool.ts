import type { EngineOutput } from '../../shared/contract/engine-protocol';
import type { InspectedSet } from '../../shared/contract/inspect';
import type { ImageId } from '../../shared/ids';
import { mergeBoundaryCounts } from '../../shared/training/boundary';
import { mergeConfusion } from '../../shared/training/confusion';
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

/** Scores of one image. @param names of the network's channels, in order */
export function imageScores(counts: ImageCounts, names: readonly string[]): Scores {
  return pooledScores([counts], names);
}

/** Scores over all pixels of all images, as a run validates; and the images, worst mean IoU first, unlabelled last. */
export function scoredSet(
  images: readonly ScoredImage[],
  names: readonly string[],
): Pick<InspectedSet, 'scores' | 'images'> {
  const rows = images.map(({ counts, ...image }) => ({ ...image, meanIou: imageScores(counts, names).meanIou }));
  const rank = ({ meanIou }: { meanIou: number | null }): number => meanIou ?? Number.POSITIVE_INFINITY;
  return {
    scores: pooledScores(
      images.map(({ counts }) => counts),
      names,
    ),
    images: rows.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b))),
  };
}

function pooledScores(all: readonly ImageCounts[], names: readonly string[]): Scores {
  const classCount = names.length;
  const confusion = { classCount, counts: new Float64Array(classCount ** 2) };
  const boundaries = {
    labels: new Float64Array(classCount),
    predictions: new Float64Array(classCount),
    both: new Float64Array(classCount),
  };
  for (const counts of all) {
    mergeConfusion(confusion, { classCount, counts: Float64Array.from(counts.confusion) });
    mergeBoundaryCounts(boundaries, {
      labels: Float64Array.from(counts.boundaries.labels),
      predictions: Float64Array.from(counts.boundaries.predictions),
      both: Float64Array.from(counts.boundaries.both),
    });
  }
  return scoresOf(confusion, boundaries, names);
}

import { type BoundaryCounts, boundaryIou } from './boundary';
import { type Confusion, outcomeOf } from './confusion';
import type { ClassScore, Scores } from './run-events';

/**
 * Scores from pooled counts (definitions: Scores), with tp, fp, fn the hits, false alarms and misses of a class:
 * IoU = tp/(tp+fp+fn), Dice = 2tp/(2tp+fp+fn), precision = tp/(tp+fp), recall = tp/(tp+fn), Boundary IoU of the bands.
 * A class in neither labels nor predictions scores null and stays out of the means; one that is in only one of them
 * scores 0 where its formula would divide 0 by 0.
 * @param names of the output channels, in order
 */
export function scoresOf(confusion: Confusion, boundaries: BoundaryCounts, names: readonly string[]): Scores {
  const classes = names.map((name, channel) => classScore(name, channel, confusion, boundaries));
  return {
    classes,
    meanIou: meanOfPresent(classes.map(({ iou }) => iou)),
    meanBoundaryIou: meanOfPresent(classes.map((score) => score.boundaryIou)),
    validPixels: confusion.counts.reduce((sum, count) => sum + count, 0),
  };
}

/** Mean of the values that are not null; null where none is. */
export function meanOfPresent(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length;
}

function classScore(name: string, channel: number, confusion: Confusion, boundaries: BoundaryCounts): ClassScore {
  const { truePositives, falsePositives, falseNegatives } = outcomeOf(confusion, channel);
  const union = truePositives + falsePositives + falseNegatives;
  if (union === 0) return { name, iou: null, dice: null, precision: null, recall: null, boundaryIou: null };
  return {
    name,
    iou: truePositives / union,
    dice: (2 * truePositives) / (union + truePositives),
    precision: share(truePositives, truePositives + falsePositives),
    recall: share(truePositives, truePositives + falseNegatives),
    boundaryIou: boundaryIou(boundaries, channel),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

import type { WeightPreviewReply } from '../../shared/contract/weights';
import { percent } from '../app/words';
import { weightWords } from './term-words';

export interface ClassRow {
  name: string;
  color: string;
  /** Of this image's labelled pixels. */
  pixels: string;
  /** Of the weight of all labelled pixels. */
  weight: string;
  mean: string;
}

/** The table of classes in words; a class without a pixel in this image has dashes. */
export function classRows(perClass: WeightPreviewReply['perClass']): ClassRow[] {
  const labelled = perClass.reduce((sum, row) => sum + row.pixels, 0);
  return perClass.map(({ name, color, pixels, meanWeight, shareOfWeight }) => ({
    name,
    color,
    pixels: percent(pixels, labelled),
    weight: shareOfWeight === null ? '–' : percent(shareOfWeight, 1),
    mean: meanWeight === null ? '–' : weightWords(meanWeight),
  }));
}

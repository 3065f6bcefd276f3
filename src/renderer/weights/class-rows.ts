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
  return perClass.map(({ name, color, ...figures }) => ({ name, color, ...figureWords(figures, labelled) }));
}

/** What labelled borders take of the labelled pixels' weight, and unlabelled pixels of all; null where there are none. */
export function otherRows({
  perClass,
  borders,
  unlabelled,
}: Pick<WeightPreviewReply, 'perClass' | 'borders' | 'unlabelled'>): (Omit<ClassRow, 'color'> & { hint: string })[] {
  const labelled = perClass.reduce((sum, row) => sum + row.pixels, 0);
  const rows = [
    {
      name: 'class borders',
      hint: 'Labelled pixels beside one of another class. They are counted with their classes as well.',
      figures: borders,
      of: labelled,
    },
    {
      name: 'not labelled',
      hint: 'Training does not read these. Their part is of all pixels and of the whole weight, the others’ of the labelled ones.',
      figures: unlabelled,
      of: labelled + unlabelled.pixels,
    },
  ];
  return rows
    .filter(({ figures }) => figures.pixels > 0)
    .map(({ name, hint, figures, of }) => ({ name, hint, ...figureWords(figures, of) }));
}

/** `membrane is 22 % of the labelled pixels and gets 41 % of their weight`, of the class that gains most; null where none does. */
export function gainSentence(perClass: WeightPreviewReply['perClass']): string | null {
  const labelled = perClass.reduce((sum, row) => sum + row.pixels, 0);
  const gains = perClass.flatMap((row) =>
    row.shareOfWeight === null || labelled === 0
      ? []
      : [{ ...row, weight: row.shareOfWeight, gain: row.shareOfWeight - row.pixels / labelled }],
  );
  const most = gains.reduce((best, row) => (best === null || row.gain > best.gain ? row : best), gains[0] ?? null);
  if (most === null || most.gain < LEAST_GAIN) return null;
  return `${most.name} is ${percent(most.pixels, labelled)} of the labelled pixels and gets ${percent(most.weight, 1)} of their weight.`;
}

/** Below half a per cent both numbers look the same. */
const LEAST_GAIN = 0.005;

function figureWords(
  { pixels, meanWeight, shareOfWeight }: Omit<WeightPreviewReply['perClass'][number], 'name' | 'color'>,
  of: number,
): Pick<ClassRow, 'pixels' | 'weight' | 'mean'> {
  return {
    pixels: percent(pixels, of),
    weight: shareOfWeight === null ? '–' : percent(shareOfWeight, 1),
    mean: meanWeight === null ? '–' : weightWords(meanWeight),
  };
}

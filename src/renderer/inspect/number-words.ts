import type { Confusion } from '../../shared/training/confusion';
import type { Reliability } from '../../shared/training/numbers/calibration';
import { errorPlaces, type ImageNumbers } from '../../shared/training/numbers/image-numbers';
import type { ObjectRow } from '../../shared/training/numbers/objects';
import type { SnapshotChannel } from '../../shared/training/snapshot';
import { count } from '../app/words';

export interface ConfusionRow {
  key: string;
  label: Pick<SnapshotChannel, 'name' | 'color'> | undefined;
  predicted: Pick<SnapshotChannel, 'name' | 'color'> | undefined;
  pixels: number;
  share: string;
}

/** Of few classes every pair is listed, right ones as well. */
const FEW_CLASSES = 3;
const LISTED_PAIRS = 9;

/** Pairs of label and prediction, the most pixels first; of many classes only the wrong ones. */
export function confusionRows(
  { classCount, counts }: Confusion,
  channels: readonly Pick<SnapshotChannel, 'name' | 'color'>[],
): { rows: ConfusionRow[]; rest: number } {
  const pairs: { label: number; predicted: number; pixels: number; share: number }[] = [];
  for (let label = 0; label < classCount; label++) {
    const row = counts.subarray(label * classCount, (label + 1) * classCount);
    const all = row.reduce((sum, pixels) => sum + pixels, 0);
    row.forEach((pixels, predicted) => {
      if (pixels === 0 || (predicted === label && classCount > FEW_CLASSES)) return;
      pairs.push({ label, predicted, pixels, share: pixels / all });
    });
  }
  pairs.sort((a, b) => b.pixels - a.pixels);
  return {
    rows: pairs.slice(0, LISTED_PAIRS).map(({ label, predicted, pixels, share }) => ({
      key: `${label} ${predicted}`,
      label: channels[label],
      predicted: channels[predicted],
      pixels,
      share: percent(share),
    })),
    rest: Math.max(0, pairs.length - LISTED_PAIRS),
  };
}

/** Which share of the errors lies at borders, and how often pixels there and inside are wrong: a sentence each. */
export function errorPlaceWords(numbers: Pick<ImageNumbers, 'confusion' | 'atBorders'>): string[] {
  const { wrongAtBorders, wrongInside, atBorders, inside } = errorPlaces(numbers);
  const wrong = wrongAtBorders + wrongInside;
  if (wrong === 0) return ['No labelled pixel is wrong.'];
  const share = `${percent(wrongAtBorders / wrong)} of the errors lie at borders between classes.`;
  if (atBorders === 0 || inside === 0) return [share];
  const rates = `${percent(wrongAtBorders / atBorders)} of the pixels there are wrong, and ${percent(wrongInside / inside)} of those inside.`;
  return [share, rates];
}

/** `64–255`, `4,096 up` */
export function sizeWords({ fromPixels, toPixels }: Pick<ObjectRow, 'fromPixels' | 'toPixels'>): string {
  if (toPixels === null) return `${count(fromPixels)} up`;
  return `${count(fromPixels)}–${count(toPixels - 1)}`;
}

export function calibrationWords({ error, surplus }: Reliability): string {
  if (error === null || surplus === null) return 'Nothing is labelled.';
  const value = `Expected calibration error ${error.toFixed(3)}`;
  if (error < 0.01) return `${value}: the network is as sure as it should be.`;
  if (Math.abs(surplus) < 0.005) return `${value}: too sure at some probabilities, not sure enough at others.`;
  const by = percent(Math.abs(surplus));
  return surplus > 0
    ? `${value}: the network is surer than it should be, by ${by} on average.`
    : `${value}: the network is right more often than it thinks, by ${by} on average.`;
}

function percent(share: number): string {
  const value = 100 * share;
  if (value > 0 && value < 0.1) return '< 0.1 %';
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}

import type { InspectedSet } from '../../shared/contract/inspect';
import type { ImageId } from '../../shared/ids';
import { counted } from '../app/words';

/** Two digits, as the panel has room for; a dash where there is none. */
export function shortScore(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}

/** A value of a colour bar: `0`, `0.02`, `9.1`, `120`. */
export function endWords(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return String(Number(value.toPrecision(2)));
}

/** A value under the pointer; small ones keep their digits. */
export function valueWords(value: number | null): string {
  if (value === null) return '–';
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1);
  return value >= 100 ? value.toFixed(1) : value.toFixed(3);
}

/** What an image was to a run. */
export const roleWords: Record<'training' | 'validation' | 'none', string> = {
  training: 'The run was trained on this image, so its scores here are too good.',
  validation: 'A validation image: the run was not trained on it.',
  none: 'The run did not use this image.',
};

/** Scored images are listed so far; of more it is said how many follow. */
export const LISTED_IMAGES = 100;

export function restWords({ images }: Pick<InspectedSet, 'images'>): string | null {
  const rest = images.length - LISTED_IMAGES;
  return rest <= 0 ? null : `${counted(rest, 'better image')} not listed.`;
}

/** The image after (or before) the one in hand in a list that has the worst first; the worst where it is not in it. */
export function neighbourInSet(
  images: InspectedSet['images'],
  inHand: ImageId | null,
  by: 1 | -1,
): InspectedSet['images'][number] | null {
  const at = images.findIndex(({ id }) => id === inHand);
  if (at < 0) return images[0] ?? null;
  return images[at + by] ?? null;
}

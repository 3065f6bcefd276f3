import type { ImageRow } from '../../shared/contract/images';
import { counted, percent } from '../app/words';

/** `42 min`, `2 h 5 min`; `under 1 min` where there is something but little. */
export function spentWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'under 1 min';
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `42 min, 318 strokes` */
export function workWords({ activeMs, strokes }: Pick<ImageRow, 'activeMs' | 'strokes'>): string {
  const parts = activeMs === 0 ? [] : [spentWords(activeMs)];
  if (strokes > 0) parts.push(counted(strokes, 'stroke'));
  return parts.join(', ');
}

/** `3 Mar 2026`, in the computer's own time. */
export function dayWords(ms: number): string {
  return new Date(ms).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `0.25 µm`, `0.25 × 0.5 µm`; null where the file does not say, or says only how it would be printed. */
export function pixelSizeWords({ pixelSize }: Pick<ImageRow, 'pixelSize'>): string | null {
  if (pixelSize === null || pixelSize.isNominal) return null;
  const [x, y] = [pixelSize.x, pixelSize.y].map((length) => Number(length.toPrecision(4)));
  return `${x === y ? x : `${x} × ${y}`} ${pixelSize.unit}`;
}

/** `grey`, `RGB`, or their number; of a file with more of them which ones are read: these need not be red, green and blue. */
export function channelWords({ channels, channelChoice }: Pick<ImageRow, 'channels' | 'channelChoice'>): string {
  if (channelChoice !== null) {
    const numbers = channelChoice.map((channel) => channel + 1).join(', ');
    return `${channelChoice.length === 1 ? 'number' : 'numbers'} ${numbers} of its file`;
  }
  if (channels === 1) return 'grey';
  return channels === 3 ? 'RGB' : String(channels);
}

export function labelledWords({ paintedPixels, width, height }: ImageRow): string {
  return percent(paintedPixels, width * height);
}

export const splitShort = { training: 'train', validation: 'val', test: 'test' };

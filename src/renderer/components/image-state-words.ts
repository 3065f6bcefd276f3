import type { ImageRow } from '../../shared/contract/images';

const fileWords = {
  missing: 'file missing',
  changed: 'file changed',
  resized: 'file changed its size',
};

const splitWords = { training: 'for training', validation: 'for validation', test: 'for testing' };

/** An image and how it stands, in words: what dot and corner of its picture say. */
export function imageStateWords({ name, paintedPixels, split, fileState }: ImageRow): string {
  const parts = [name, paintedPixels > 0 ? 'painted' : 'not painted'];
  if (split !== null) parts.push(splitWords[split]);
  if (fileState !== 'present') parts.push(fileWords[fileState]);
  return parts.join(', ');
}

import type { ImageRow } from '../../shared/contract/images';

const fileWords = {
  missing: 'file missing',
  changed: 'file changed',
  resized: 'file changed its size',
};

const splitWords = { training: 'for training', validation: 'for validation', test: 'for testing' };

/** What the dot and the corner of a picture in the filmstrip say, in words. */
export function frameWords({ name, paintedPixels, split, fileState }: ImageRow): string {
  const parts = [name, paintedPixels > 0 ? 'painted' : 'not painted'];
  if (split !== null) parts.push(splitWords[split]);
  if (fileState !== 'present') parts.push(fileWords[fileState]);
  return parts.join(', ');
}

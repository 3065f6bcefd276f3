import type { ImageRow } from '../../shared/contract/images';
import { statusWords } from '../../shared/images/status';

const fileWords = {
  missing: 'file missing',
  changed: 'file changed',
  resized: 'file changed its size',
};

const splitWords = { training: 'for training', validation: 'for validation', test: 'for testing' };

/** What the dot and the corner of a picture in the filmstrip say, in words. */
export function frameWords({ name, status, split, fileState }: ImageRow): string {
  const parts = [name, statusWords(status)];
  if (split !== null) parts.push(splitWords[split]);
  if (fileState !== 'present') parts.push(fileWords[fileState]);
  return parts.join(', ');
}

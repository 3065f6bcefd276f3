import type { ImageRow } from '../../shared/contract/images';
import { statusWords } from '../../shared/images/status';

const fileWords = {
  missing: 'file missing',
  changed: 'file changed',
  resized: 'file changed its size',
};

const splitWords = { training: 'for training', validation: 'for validation', test: 'for testing' };

/** An image and how it stands, in words: what dot and corner of its picture say. */
export function imageStateWords({ name, status, split, isSplitLocked, fileState }: ImageRow): string {
  const parts = [name, statusWords(status)];
  if (split !== null) parts.push(isSplitLocked ? `${splitWords[split]}, locked` : splitWords[split]);
  if (fileState !== 'present') parts.push(fileWords[fileState]);
  return parts.join(', ');
}

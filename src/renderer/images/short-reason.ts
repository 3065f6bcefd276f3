import type { ProblemData } from '../../shared/problem';

const reasons: Record<string, string> = {
  'image-duplicate': 'already there',
  'image-empty': 'empty file',
  'image-not-an-image': 'not an image',
  'image-truncated': 'cut off',
  'image-damaged': 'damaged',
  'image-too-large': 'too large',
  'image-unsupported': 'cannot be read',
  'image-missing': 'not there',
  'image-changed': 'file changed',
  'image-part-missing': 'a part is not there',
  'image-unreadable': 'may not be read',
  'engine-ended-twice': 'ended the engine',
  'images-none': 'no images in it',
  'images-in-project': 'a project',
  'disk-full': 'disk full',
};

/** Two or three words for a list; the whole sentence is a click away. */
export function shortReason({ code }: ProblemData): string {
  return reasons[code] ?? 'see why';
}

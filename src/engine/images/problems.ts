import { asProblem, Problem, systemCode } from '../../shared/problem';
import { BrokenImage, type ImageFault } from '../formats/broken-image';
import { MAX_IMAGE_PIXELS } from './limits';

/** Each fault's problem of a file of which something is the matter; written out for the list of errors. */
const faults: Record<ImageFault, (path: string, what: string) => Problem> = {
  empty: (path, what) =>
    new Problem('image-empty', `${path} ${what}.`, 'Copy the file again from where it came from.', path),
  'not-an-image': (path, what) =>
    new Problem('image-not-an-image', `${path} ${what}.`, 'Add PNG, JPEG, TIFF, WebP, GIF or BMP files.', path),
  truncated: (path, what) =>
    new Problem('image-truncated', `${path} ${what}.`, 'Copy or save the file again; it was cut short.', path),
  damaged: (path, what) =>
    new Problem(
      'image-damaged',
      `${path} ${what}.`,
      'Copy or save the file again, or open it in another program and save it as PNG.',
      path,
    ),
  'too-large': (path, what) =>
    new Problem(
      'image-too-large',
      `${path} ${what}.`,
      `Crop it or cut it into tiles: up to ${Math.floor(MAX_IMAGE_PIXELS / 1e6)} megapixels and 1 GiB of pixels are read.`,
      path,
    ),
  absent: (path, what) =>
    new Problem(
      'image-part-missing',
      `${path} ${what}.`,
      'Choose one that it has; the file may have been replaced.',
      path,
    ),
  unsupported: (path, what) =>
    new Problem(
      'image-unsupported',
      `${path} ${what}.`,
      'Open it in another program and save it as PNG or TIFF.',
      path,
    ),
};

/** A problem of the code `image-<fault>`. @param what the sentence after the file's name, without a full stop */
export function imageProblem(path: string, fault: ImageFault, what: string): Problem {
  return faults[fault](path, what);
}

/** What was added under a hash of its content, and has another now. */
export function imageChanged(path: string): Problem {
  return new Problem(
    'image-changed',
    `${path} has changed since it was added.`,
    'Add it again, or put the file back that was there.',
    path,
  );
}

/** Anything thrown while a file was opened, read or decoded, as the problem that a person is told. */
export function asImageProblem(error: unknown, path: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof BrokenImage) return imageProblem(path, error.fault, error.message);
  const message = error instanceof Error ? error.message : String(error);
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Problem('image-missing', `${path} is not there.`, 'Put it back, or choose the file again.', path);
    case 'EACCES':
    case 'EPERM':
      return new Problem('image-unreadable', `${path} may not be read.`, 'Give yourself the right to read it.', path);
    case 'EISDIR':
      return new Problem('image-unreadable', `${path} is a folder, not an image.`, 'Choose the files in it.', path);
    case 'EIO':
    case 'EBUSY':
      return new Problem(
        'image-unreadable',
        `${path} cannot be read from its disk.`,
        'Check the disk and try again.',
        path,
      );
    default:
  }
  if (/allocation failed|out of memory|Invalid typed array length/i.test(message)) {
    return imageProblem(path, 'too-large', 'needs more memory to decode than there is');
  }
  // A reader that ran over the end of its bytes; anything else is a fault of the program and keeps its own words.
  if (error instanceof RangeError) return imageProblem(path, 'damaged', 'cannot be decoded');
  return asProblem(error, path);
}

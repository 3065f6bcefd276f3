import type { LabelMap } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';

/**
 * A mask file's values as stored, one byte a pixel: palette indices, or grey values of 1, 2, 4 or 8 bits.
 * What the values mean is the caller's to say.
 */
export async function readMask(path: string): Promise<LabelMap> {
  throw new Problem('mask-not-png', `${path} cannot be read yet.`, 'Wait for the codecs.', path);
}

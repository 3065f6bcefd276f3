import type { LabelMap } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import { readImageFile } from '../images/decode';
import { asImageProblem } from '../images/problems';
import { decodePng } from './png';
import { isPng } from './png-chunks';

/**
 * A mask file's values as stored, one byte a pixel: palette indices, or grey values of 1, 2, 4 or 8 bits (16 bits
 * where none is above 255). What the values mean is the caller's to say.
 * @throws Problem mask-not-png, mask-not-grey, mask-values, and the codes of readHeader
 */
export async function readMask(path: string): Promise<LabelMap> {
  const { bytes } = await readImageFile(path);
  if (!isPng(bytes)) {
    throw new Problem('mask-not-png', `${path} is not a PNG file.`, 'Save the mask as a grey or indexed PNG.', path);
  }
  try {
    const { width, height, colorType, data } = await decodePng(bytes);
    if (colorType !== GREY && colorType !== INDEXED) {
      const hint = 'Save it as a grey or indexed PNG in which each value is one class.';
      throw new Problem('mask-not-grey', `${path} holds colours or transparency instead of class values.`, hint, path);
    }
    return { width, height, data: data instanceof Uint8Array ? data : narrowed(data, path) };
  } catch (error) {
    throw asImageProblem(error, path);
  }
}

const GREY = 0;
const INDEXED = 3;

function narrowed(data: Uint16Array, path: string): Uint8Array {
  const above = data.find((value) => value > 255);
  if (above !== undefined) {
    const hint = 'A mask has one byte a pixel: renumber the classes to 0..255 and save it with 8 bits.';
    throw new Problem('mask-values', `${path} holds the value ${above}.`, hint, path);
  }
  return Uint8Array.from(data);
}

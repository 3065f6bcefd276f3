import type { WeightFormat } from '../contract/weights';

const EXTENSIONS: Record<WeightFormat, string> = { png: 'png', npy: 'npy', tiff: 'tif' };

/**
 * What the file of an image's weight map is called: the image's name without its ending. Where another image of the
 * project would have the same, or has it in other letters, the id follows.
 *
 * @param all images of the project, the one itself among them
 */
export function mapFileName(
  image: { id: string; name: string },
  all: readonly { id: string; name: string }[],
  format: WeightFormat,
): string {
  const own = stemOf(image.name);
  const isShared = all.some(({ id, name }) => id !== image.id && stemOf(name).toLowerCase() === own.toLowerCase());
  return `${own}${isShared ? `-${image.id}` : ''}-weights.${EXTENSIONS[format]}`;
}

/** The last part of a name, without what no file system takes. */
function stemOf(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? name;
  const stem = last.replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/, '');
  return stem.replace(/[<>:"|?*\p{Cc}]/gu, '_').replace(/[. ]+$/, '_');
}

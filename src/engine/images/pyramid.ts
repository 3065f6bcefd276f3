import { type PyramidFacts, pyramidFacts } from '../../shared/images/pyramid-levels';
import { readHeader } from './header';
import { imageProblem } from './problems';
import { PyramidMaking, type PyramidPicture } from './pyramid/making';
import { findTile, markUsed, prunePyramids, pyramidFolder } from './pyramid/tile-files';
import type { ShownPart } from './shown-part';

/** A picture whose tiles are asked for. */
export interface PyramidSource {
  path: string;
  /** Of the file's bytes, lower-case hexadecimal. */
  sha256: string;
  cacheFolder: string;
  part?: ShownPart | undefined;
}

const makings = new Map<string, PyramidMaking>();

/** The levels of the upright picture. @throws Problem the codes of readHeader, image-part-missing */
export async function pyramidOf({ path, part = {} }: PyramidSource): Promise<PyramidFacts> {
  const { pages } = await readHeader(path);
  const page = pages[part.page ?? 0];
  if (page === undefined) throw imageProblem(path, 'absent', `has ${pages.length} pages, and another was asked for`);
  return pyramidFacts(page.width, page.height);
}

/**
 * Path of a tile, a JPEG or PNG file in the cache. What is not there is made from the file: this tile before others, the
 * rest of the picture afterwards, unless another picture is asked for meanwhile.
 * @param x column of the upright picture's tiles at this level @param signal gives the tile up; others go on
 * @throws Problem image-changed where the file's content is not that of the hash; the codes of readHeader
 */
export async function pyramidTile(
  source: PyramidSource,
  level: number,
  x: number,
  y: number,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  const folder = pyramidFolder(source.cacheFolder, source.sha256, source.part ?? {});
  const made = await findTile(folder, level, x, y);
  signal.throwIfAborted();
  return made ?? makingOf(source, folder).tile(level, x, y, signal);
}

/**
 * Path of a tile of a small level; the others are not made for it, since nobody looks at the picture.
 * @throws Problem as pyramidTile
 */
export async function smallTile(source: PyramidSource, level: number, x: number, y: number): Promise<string> {
  const folder = pyramidFolder(source.cacheFolder, source.sha256, source.part ?? {});
  const made = await findTile(folder, level, x, y);
  return made ?? knownMaking(source, folder, false).tile(level, x, y, new AbortController().signal);
}

/** Makes all tiles that are not there yet. @throws Problem as pyramidTile */
export async function makePyramid(source: PyramidSource, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const making = makingOf(source, pyramidFolder(source.cacheFolder, source.sha256, source.part ?? {}));
  const stop = (): void => making.stop();
  signal.addEventListener('abort', stop, { once: true });
  await making.all().finally(() => signal.removeEventListener('abort', stop));
  signal.throwIfAborted();
}

/** Ends all makings at their next step; what they made stays. */
export function stopPyramids(): void {
  for (const making of makings.values()) making.stop();
}

function makingOf(source: PyramidSource, folder: string): PyramidMaking {
  const making = knownMaking(source, folder, true);
  for (const other of makings.values()) other.isInView = other === making;
  return making;
}

/** @param isInView of one that begins now */
function knownMaking(
  { path, sha256, cacheFolder, part = {} }: PyramidSource,
  folder: string,
  isInView: boolean,
): PyramidMaking {
  const known = makings.get(folder);
  if (known && !known.isStopped) return known;
  const making = newMaking({ path, sha256, part, folder }, cacheFolder);
  making.isInView = isInView;
  return making;
}

function newMaking(picture: PyramidPicture, cacheFolder: string): PyramidMaking {
  const { folder } = picture;
  const making: PyramidMaking = new PyramidMaking(picture, () => {
    if (makings.get(folder) === making) makings.delete(folder);
  });
  makings.set(folder, making);
  // Room is made beside the making, which does not wait for it.
  void markUsed(folder)
    .then(() => prunePyramids(cacheFolder))
    .catch(() => undefined);
  return making;
}

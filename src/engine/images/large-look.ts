import type { PixelImage } from '../../shared/images/pixels';
import { needsPyramid, type PyramidLevel, pyramidFacts, tileArea } from '../../shared/images/pyramid-levels';
import { decodeImage } from './decode';
import { readHeader } from './header';
import { emptyLike } from './orientation';
import { type PyramidSource, smallTile } from './pyramid';
import { BLOCK_LEVELS } from './pyramid/block-tiles';

/**
 * A picture that is shown by tiles, at the smallest level of its pyramid that is no smaller than asked for: its channels
 * and window are those that are shown. Null where the picture has no pyramid, or only levels that all of its rows are read
 * for.
 * @param leastSide of the longer side, pixels @throws Problem as pyramidTile
 */
export async function largeLook(source: PyramidSource, leastSide: number): Promise<PixelImage | null> {
  const { pages } = await readHeader(source.path);
  const page = pages[source.part?.page ?? 0];
  if (page === undefined || !needsPyramid(page.width, page.height)) return null;
  const { levels } = pyramidFacts(page.width, page.height);
  const number = levels.findLastIndex(({ width, height }) => Math.max(width, height) >= leastSide);
  const level = levels[number];
  return level === undefined || number < BLOCK_LEVELS ? null : putTogether(source, number, level);
}

async function putTogether(source: PyramidSource, number: number, level: PyramidLevel): Promise<PixelImage | null> {
  let whole: PixelImage | null = null;
  for (let y = 0; y < level.rows; y++) {
    for (let x = 0; x < level.columns; x++) {
      const { image } = await decodeImage(await smallTile(source, number, x, y));
      const { channels, depth } = image;
      whole ??= {
        ...{ width: level.width, height: level.height, channels, depth },
        data: emptyLike(image.data, level.width * level.height * channels),
      };
      const { left, top } = tileArea(level, x, y);
      for (let row = 0; row < image.height; row++) {
        const from = row * image.width * channels;
        const part = image.data.subarray(from, from + image.width * channels);
        whole.data.set(part, ((top + row) * level.width + left) * channels);
      }
    }
  }
  return whole;
}

import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeGreyPng } from '../../../../src/engine/formats/png';
import { decodeImage } from '../../../../src/engine/images/decode';
import { makePyramid, pyramidTile } from '../../../../src/engine/images/pyramid';
import { renditionFile } from '../../../../src/engine/images/rendition';
import { areaAverage } from '../../../../src/engine/images/rendition-scale';
import { tiffFile } from './made-files';
import { tempFolder } from './temp-folder';

const folder = tempFolder();
/** A side beyond one texture. */
const [WIDTH, HEIGHT] = [8300, 600];
const TURNED = 6;

/** Waves that a tenth of the sides still shows, brighter to one corner. */
const wave = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
  const x = i % WIDTH;
  const y = Math.floor(i / WIDTH);
  return 60 + (100 * x) / WIDTH + (40 * y) / HEIGHT + 30 * Math.sin(x / 300) * Math.cos(y / 200);
});
const bytes = tiffFile({
  ...{ width: WIDTH, height: HEIGHT, bits: 8, channels: 1, photometric: 1, strip: wave },
  extra: [[274, 3, [TURNED]]],
});
const sha256 = createHash('sha256').update(bytes).digest('hex');

async function written(name: string) {
  const path = await folder.write(`${name}.tif`, bytes);
  const cache = join(folder.path, `cache-${name}`);
  return { path, cache, renditions: join(cache, 'renditions') };
}

describe('a small rendition of a picture that is shown by tiles', () => {
  it('shows what the whole picture shows, upright', async () => {
    const { path, renditions } = await written('whole');
    const { image: thumbnail } = await decodeImage(await renditionFile(path, sha256, 320, renditions));
    const { image } = await decodeImage(path);
    expect([image.width, image.height]).toEqual([HEIGHT, WIDTH]);
    expect([thumbnail.width, thumbnail.height]).toEqual([Math.round((320 * HEIGHT) / WIDTH), 320]);
    const means = areaAverage(image, thumbnail.width, thumbnail.height, 1);
    const differences = means.map((mean, i) => Math.abs(mean - (thumbnail.data[i] ?? 0)));
    expect(Math.max(...differences)).toBeLessThan(12);
  });

  it('is made from its small tiles, and has no others made', async () => {
    const { path, cache, renditions } = await written('small');
    await renditionFile(path, sha256, 320, renditions);
    const [pyramid = ''] = await readdir(join(cache, 'pyramids'));
    const levels = (await readdir(join(cache, 'pyramids', pyramid))).filter((name) => /^\d+$/.test(name));
    expect(levels.sort()).toEqual(['3', '4', '5']);
  });

  it('takes the tiles that are there, so that the file is not read for them again', async () => {
    const { path, cache, renditions } = await written('there');
    const of = { path, sha256, cacheFolder: cache };
    await makePyramid(of, new AbortController().signal);
    const tile = await pyramidTile(of, 5, 0, 0, new AbortController().signal);
    const { image: kept } = await decodeImage(tile);
    await writeFile(tile, encodeGreyPng(kept.width, kept.height, new Uint8Array(kept.width * kept.height)));
    const { image } = await decodeImage(await renditionFile(path, sha256, 160, renditions));
    expect(image.height).toBe(160);
    expect(Math.max(...image.data)).toBeLessThan(4);
  });
});

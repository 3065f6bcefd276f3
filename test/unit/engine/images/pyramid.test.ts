import { createHash } from 'node:crypto';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-node-gpu';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../../src/engine/images/decode';
import { makePyramid, type PyramidSource, pyramidOf, pyramidTile } from '../../../../src/engine/images/pyramid';
import { prunePyramids, pyramidFolder } from '../../../../src/engine/images/pyramid/tile-files';
import type { PixelImage } from '../../../../src/shared/images/pixels';
import { needsPyramid, pyramidFacts } from '../../../../src/shared/images/pyramid-levels';
import { pngFile, tiffFile, withExif } from './made-files';
import { tempFolder } from './temp-folder';

const folder = tempFolder();
const never = new AbortController().signal;
const [WIDTH, HEIGHT] = [700, 2300];

/** Slow waves, a fine grid and a mark in one corner: no turn leaves them as they are. */
const wave = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
  const x = i % WIDTH;
  const y = Math.floor(i / WIDTH);
  return 120 + 60 * Math.sin(x / 90) * Math.cos(y / 130) + ((x >> 3) & 1) * 20 + (x < 200 && y < 200 ? 40 : 0);
});

async function source(name: string, bytes: Uint8Array, part?: PyramidSource['part']): Promise<PyramidSource> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = await folder.write(name, bytes);
  return { path, sha256, cacheFolder: join(folder.path, `cache-${name}`), part };
}

function waveTiff(orientation = 1): Uint8Array {
  const parts = { width: WIDTH, height: HEIGHT, bits: 8, channels: 1, photometric: 1, strip: wave };
  return tiffFile({ ...parts, extra: [[274, 3, [orientation]]] });
}

/** A level put together from its tiles. */
async function assembled(of: PyramidSource, level: number): Promise<PixelImage> {
  const size = (await pyramidOf(of)).levels[level];
  if (size === undefined) throw new RangeError(`no level ${level}`);
  const whole = { width: size.width, height: size.height, channels: 1, depth: 8 as const };
  const data = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.rows; y++) {
    for (let x = 0; x < size.columns; x++) {
      const { image } = await decodeImage(await pyramidTile(of, level, x, y, never));
      for (let row = 0; row < image.height; row++) {
        const part = image.data.subarray(row * image.width, (row + 1) * image.width);
        data.set(part, (512 * y + row) * size.width + 512 * x);
      }
    }
  }
  return { ...whole, data };
}

/** Without a list of a million differences. */
function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.prototype.every.call(a, (value, i) => value === b[i]);
}

/** Means of squares of the picture, from its upper left. */
function blockMeans({ width, height, data }: PixelImage, side: number): Float64Array {
  const columns = Math.ceil(width / side);
  const sums = new Float64Array(columns * Math.ceil(height / side));
  const counts = new Float64Array(sums.length);
  for (let i = 0; i < data.length; i++) {
    const block = Math.floor(Math.floor(i / width) / side) * columns + Math.floor((i % width) / side);
    sums[block] = (sums[block] ?? 0) + (data[i] ?? 0);
    counts[block] = (counts[block] ?? 0) + 1;
  }
  return sums.map((sum, block) => sum / (counts[block] ?? 1));
}

function meanDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = a.length === b.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / a.length;
}

describe('levels', () => {
  it('halve until one tile holds the picture', () => {
    const { levels } = pyramidFacts(12000, 9000);
    expect(levels.map(({ width, height }) => [width, height])).toEqual([
      [12000, 9000],
      [6000, 4500],
      [3000, 2250],
      [1500, 1125],
      [750, 563],
      [375, 282],
    ]);
    expect([levels[0]?.columns, levels[0]?.rows, levels[5]?.columns]).toEqual([24, 18, 1]);
  });

  it('are needed beyond 8,192 pixels a side and beyond 40 megapixels', () => {
    expect([needsPyramid(8192, 4800), needsPyramid(8193, 10), needsPyramid(6400, 6400)]).toEqual([false, true, true]);
  });
});

describe('tiles', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('of a picture of orientation %i are those of the upright picture', async (turn) => {
    const of = await source(`turned-${turn}.tif`, waveTiff(turn));
    const { image } = await decodeImage(of.path);
    const top = (await pyramidOf(of)).levels[0];
    expect([top?.width, top?.height]).toEqual([image.width, image.height]);
    expect(isSame((await assembled(of, 0)).data, image.data)).toBe(true);
    for (const level of [1, 2, 3]) {
      // Rounded at each halving, and then a JPEG.
      const made = (await assembled(of, level)).data;
      expect(meanDifference(made, blockMeans(image, 2 ** level)), `level ${level}`).toBeLessThan(1.5);
    }
  });

  it('of a JPEG begin with the smallest, before any block is decoded', async () => {
    const pixels = tf.tensor3d(Array.from(wave.subarray(0, WIDTH * 2100)), [2100, WIDTH, 1], 'int32');
    const of = await source('first-look.jpg', await tf.node.encodeJpeg(pixels, 'grayscale', 95));
    pixels.dispose();
    const top = await pyramidTile(of, 3, 0, 0, never);
    expect(await readdir(join(pyramidFolder(of.cacheFolder, of.sha256, {}), '0')).catch(() => [])).toEqual([]);
    const { image } = await decodeImage(of.path);
    const small = await decodeImage(top);
    expect([small.image.width, small.image.height]).toEqual([88, 263]);
    expect(meanDifference(small.image.data, blockMeans(image, 8))).toBeLessThan(2);
    await makePyramid(of, never);
    expect(meanDifference((await assembled(of, 0)).data, image.data)).toBeLessThan(1);
  });

  it('of a JPEG that stands on its side are upright from the first look on', async () => {
    const pixels = tf.tensor3d(Array.from(wave.subarray(0, WIDTH * 2100)), [2100, WIDTH, 1], 'int32');
    const bytes = withExif(await tf.node.encodeJpeg(pixels, 'grayscale', 95), 6, 'II');
    pixels.dispose();
    const of = await source('turned.jpg', bytes);
    const { image } = await decodeImage(of.path);
    const small = (await decodeImage(await pyramidTile(of, 3, 0, 0, never))).image;
    expect([image.width, small.width, small.height]).toEqual([2100, 263, 88]);
    // Blocks of the file are counted from its own corner: a pixel at this size may lie up to half a pixel beside.
    expect(meanDifference(small.data, blockMeans(image, 8))).toBeLessThan(8);
    expect(meanDifference((await assembled(of, 0)).data, image.data)).toBeLessThan(1);
  });

  it('of a PNG come from its rows as they are inflated', async () => {
    const [width, height] = [700, 2200];
    const samples = Array.from({ length: width * height }, (_, i) => (i * i) % 250);
    const of = await source('rows.png', pngFile({ width, height, bitDepth: 8, colorType: 0, samples }));
    expect(isSame((await assembled(of, 0)).data, samples)).toBe(true);
  });

  it('of deep values are shown under the window that is asked for', async () => {
    const strip = new Uint8Array(Uint16Array.from({ length: 600 * 40 }, (_, i) => 100 * (i % 600)).buffer);
    const bytes = tiffFile({ width: 600, height: 40, bits: 16, channels: 1, photometric: 1, strip });
    const window = { ranges: [{ lo: 10_000, hi: 20_000 }], gamma: 1 };
    const by = { windowed: await source('deep.tif', bytes, { window }), automatic: await source('deep.tif', bytes) };
    const windowed = (await assembled(by.windowed, 0)).data;
    expect([windowed[100], windowed[150], windowed[200], windowed[500]]).toEqual([0, 128, 255, 255]);
    const automatic = (await assembled(by.automatic, 0)).data;
    expect([automatic[0], automatic[599]]).toEqual([0, 255]);
  });

  it('show two channels as red and green, or the one that is asked for', async () => {
    const strip = Uint8Array.from({ length: 2 * 50 * 40 }, (_, i) => (i % 2 === 0 ? 200 : 90));
    const bytes = tiffFile({
      width: 50,
      height: 40,
      bits: 8,
      channels: 2,
      photometric: 1,
      strip,
      extra: [[338, 3, [0]]],
    });
    const pixel = async (channels?: (number | null)[]): Promise<number[]> => {
      const path = await pyramidTile(await source('two.tif', bytes, { channels }), 0, 0, 0, never);
      const { image } = await decodeImage(path);
      return Array.from(image.data.subarray(0, image.channels));
    };
    expect(await pixel()).toEqual([200]);
    expect(await pixel([1])).toEqual([90]);
    expect(await pixel([1, 0])).toEqual([90, 200, 0]);
    expect(await pixel([null, null, 1])).toEqual([0, 0, 90]);
  });

  it('that do not exist are refused', async () => {
    const of = await source('small.tif', waveTiff());
    await expect(pyramidTile(of, 0, 2, 0, never)).rejects.toThrow(RangeError);
    await expect(pyramidTile(of, 9, 0, 0, never)).rejects.toThrow(RangeError);
  });
});

describe('a making', () => {
  it('goes on where it was stopped, and makes no tile twice', async () => {
    const of = await source('resumed.tif', waveTiff());
    const stop = new AbortController();
    const first = await pyramidTile(of, 0, 1, 1, never);
    const made = makePyramid(of, stop.signal);
    stop.abort();
    await expect(made).rejects.toThrow('abort');
    const before = (await stat(first)).mtimeMs;
    await makePyramid(of, never);
    expect((await stat(first)).mtimeMs).toBe(before);
    const tiles = await readdir(pyramidFolder(of.cacheFolder, of.sha256, {}), { recursive: true });
    expect(tiles.filter((name) => /\d\.(png|jpg)$/.test(name))).toHaveLength(2 * 5 + 1 * 3 + 1 * 2 + 1);
    expect(tiles.filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('makes a tile anew that was taken out of the cache', async () => {
    const of = await source('emptied.tif', waveTiff());
    await makePyramid(of, never);
    for (const level of [0, 3]) {
      const path = await pyramidTile(of, level, 0, 0, never);
      await rm(path);
      expect(await pyramidTile(of, level, 0, 0, never)).toBe(path);
      expect((await stat(path)).size).toBeGreaterThan(0);
    }
  });

  it('gives up a tile that nobody waits for any more, and answers the others', async () => {
    const of = await source('given-up.tif', waveTiff());
    const gone = new AbortController();
    const wanted = pyramidTile(of, 0, 0, 4, gone.signal);
    const other = pyramidTile(of, 0, 0, 0, never);
    gone.abort();
    await expect(wanted).rejects.toThrow('abort');
    expect(await other).toContain('0-0.png');
  });

  it('refuses a file that was replaced', async () => {
    const of = await source('replaced.tif', waveTiff());
    await folder.write('replaced.tif', waveTiff(3));
    const tile = pyramidTile(of, 0, 0, 0, never);
    await expect(tile).rejects.toMatchObject({ code: 'image-changed', file: of.path });
  });

  it('answers a damaged file with its problem', async () => {
    const of = await source('cut.tif', waveTiff().subarray(0, 1_000_000));
    await expect(pyramidTile(of, 0, 0, 0, never)).rejects.toMatchObject({ code: 'image-truncated' });
  });

  it('says that the cache cannot be written to, not that the image cannot be read', async () => {
    const of = await source('whole.tif', waveTiff());
    const cacheFolder = join(await folder.write('no-folder', Uint8Array.of(1)), 'cache');
    await expect(pyramidTile({ ...of, cacheFolder }, 0, 0, 0, never)).rejects.toMatchObject({
      code: 'path-not-folder',
      file: expect.stringContaining(cacheFolder),
    });
  });
});

describe('the cache', () => {
  it('lets go of the pyramids that were used longest ago, and never of one in use', async () => {
    const cache = join(folder.path, 'pruned');
    const hour = 3_600_000;
    for (const [index, age] of [2, 3, 0, 1].entries()) {
      const place = pyramidFolder(cache, `${index}`.repeat(64), {});
      await folder.write(`pruned/${place.slice(cache.length)}/0/0-0.jpg`, new Uint8Array(1000));
      const used = new Date(Date.now() - age * hour);
      await utimes(place, used, used);
    }
    const removed = await prunePyramids(cache, 2000);
    expect(removed.map((path) => path.slice(cache.length + '/pyramids/'.length)[0])).toEqual(['0', '1']);
    expect(await prunePyramids(cache, 0)).toHaveLength(1);
  });
});

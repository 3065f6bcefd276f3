import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { sha256Of } from '../../src/engine/images/decode';
import { makePyramid, type PyramidSource, pyramidOf, pyramidTile } from '../../src/engine/images/pyramid';
import { largeJpeg } from './large-jpeg';
import { report } from './report';

const [width, height] = [12_000, 9_000];
const ROUNDS = 3;
const never = new AbortController().signal;

let folder: string;
let source: Omit<PyramidSource, 'cacheFolder'>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyramid-bench-'));
  const bytes = await largeJpeg(width, height, (x, y) => {
    const ground = 110 + 60 * Math.sin(x / 97) * Math.cos(y / 131);
    const grain = (Math.imul(x, 374761393) ^ Math.imul(y, 668265263)) & 31;
    return [ground + grain, ground + (grain >> 1) + 20, (x >> 6) % 2 === (y >> 6) % 2 ? 70 + grain : ground];
  });
  const path = join(folder, 'orthophoto.jpg');
  await writeFile(path, bytes);
  source = { path, sha256: sha256Of(bytes) };
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a JPEG of 12,000 x 9,000', () => {
  it('is seen, looked into and cut into tiles', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const of = { ...source, cacheFolder: join(folder, `cache-${round}`) };
      let peak = process.memoryUsage().rss;
      const watch = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage().rss);
      }, 10);
      const startMs = performance.now();
      const { levels } = await pyramidOf(of);
      const small = levels.length - 3;
      const { columns = 0, rows = 0 } = levels[small] ?? {};
      const tiles = Array.from({ length: columns * rows }, (_, i) =>
        pyramidTile(of, small, i % columns, Math.floor(i / columns), never),
      );
      await Promise.all(tiles);
      const firstMs = performance.now() - startMs;
      const lookedMs = performance.now();
      await pyramidTile(of, 0, 20, 12, never);
      const tileMs = performance.now() - lookedMs;
      await makePyramid(of, never);
      const wholeMs = performance.now() - startMs;
      clearInterval(watch);
      const what = `108 megapixel JPEG, round ${round + 1}`;
      const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
      report({ what: `${what}: first look`, figure: seconds(firstMs), wanted: '< 2 s', isReached: firstMs < 2000 });
      report({
        what: `${what}: a tile at full size`,
        figure: seconds(tileMs),
        wanted: '< 1 s',
        isReached: tileMs < 1000,
      });
      report({ what: `${what}: all tiles`, figure: seconds(wholeMs), wanted: '< 20 s', isReached: wholeMs < 20_000 });
      const megabytes = Math.round(peak / 1e6);
      report({ what: `${what}: memory`, figure: `${megabytes} MB`, wanted: '< 1,200 MB', isReached: megabytes < 1200 });
    }
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { encodeRgbPng } from '../../src/engine/formats/png';
import { sha256Of } from '../../src/engine/images/decode';
import { openExtractors } from '../../src/engine/weighting/extractors';
import { InteractiveMaps } from '../../src/engine/weighting/interactive-maps';
import type { MapSubject } from '../../src/shared/contract/engine-weights';
import { TILE_BYTES, tileGrid } from '../../src/shared/labels/tile-map';
import { parseWeighting } from '../../src/shared/weighting/spec';
import { median, report } from './report';

const [width, height] = [1000, 1000];
const ROUNDS = 9;

/** Each change starts from the map before it, as a slider does; what a round computes was never computed before. */
const changes: { what: string; from: string; to(round: number): string; below: number }[] = [
  { what: 'share', from: 'edge+region', to: (i) => `edge*0.${i + 1}+region`, below: 50 },
  { what: 'strength', from: 'edge+region', to: (i) => `edge+region:strength=${i + 5}`, below: 20 },
  { what: 'threshold', from: 'edge+region', to: (i) => `edge+region:threshold=0.${i + 1}1`, below: 80 },
  { what: 'softness', from: 'edge+region', to: (i) => `edge+region:softness=0.${i + 1}`, below: 80 },
  {
    what: 'normaliser (percentile)',
    from: 'edge:sigma=1',
    to: (i) => `edge:sigma=1.0${i},normaliser=percentile`,
    below: 80,
  },
  { what: 'normaliser (rank)', from: 'edge:sigma=1', to: (i) => `edge:sigma=1.1${i},normaliser=rank`, below: 80 },
  { what: 'sigma near 1', from: 'edge', to: (i) => `edge:sigma=0.9${i}`, below: 80 },
  { what: 'sigma near 3', from: 'edge', to: (i) => `edge:sigma=2.9${i}`, below: 80 },
  { what: 'sigma near 8', from: 'edge', to: (i) => `edge:sigma=7.9${i}`, below: 80 },
  { what: 'operator (sobel)', from: 'edge:sigma=1', to: (i) => `edge:operator=sobel,sigma=1.0${i}`, below: 80 },
  { what: 'balance', from: 'edge', to: (i) => `edge+balance:smoothing=0.${i + 1}`, below: 80 },
];

let folder: string;
let subject: Omit<MapSubject, 'weighting'>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-bench-'));
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return 128 + 60 * Math.sin(x / 9) * Math.cos(y / 13) + ((i * 2_654_435_761) % 64);
  });
  const bytes = encodeRgbPng(width, height, pixels);
  const path = join(folder, 'image.png');
  await writeFile(path, bytes);
  const { columns, rows } = tileGrid(width, height);
  const tiles = Array.from({ length: columns * rows }, (_, i) => ({
    tileX: i % columns,
    tileY: Math.floor(i / columns),
    data: Uint8Array.from({ length: TILE_BYTES }, (_, p) => (p % 9 === 0 ? 2 : 1)),
  }));
  subject = {
    path,
    name: 'image.png',
    sha256: sha256Of(bytes),
    width,
    height,
    range: { lo: [0, 0, 0], hi: [255, 255, 255] },
    inputChannels: 3,
    trainingCounts: [900_000, 100_000],
    labels: { key: 'labels', classIds: [1, 2], names: ['one', 'two'], tiles },
    painted: null,
    runsFolder: join(folder, 'runs'),
    isQuick: false,
    cacheFolder: join(folder, 'maps'),
  };
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the weight map of 1 megapixel RGB after a change by hand', () => {
  it('source by source', async () => {
    const extractors = openExtractors();
    const maps = new InteractiveMaps({ extractors: extractors.provide });
    const map = async (spec: string): Promise<number> => {
      const startedMs = performance.now();
      await maps.map({ ...subject, weighting: parseWeighting(spec) }, new AbortController().signal);
      return performance.now() - startedMs;
    };
    report({
      what: 'the first map of an image',
      figure: `${(await map('edge')).toFixed(0)} ms`,
      wanted: '-',
      isReached: true,
    });
    for (const { what, from, to, below } of changes) {
      const ms: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        await map(from);
        ms.push(await map(to(round)));
      }
      const middle = median(ms.slice(2));
      report({
        what: `weight map, 1 megapixel RGB, change of ${what}`,
        figure: `${middle.toFixed(1)} ms`,
        wanted: `< ${below} ms`,
        isReached: middle < below,
      });
    }
    const startedMs = performance.now();
    const last = { ...subject, weighting: parseWeighting(changes[changes.length - 1].to(ROUNDS - 1)) };
    for (let i = 0; i < 1000; i++) await maps.at(last, i, i, new AbortController().signal);
    const each = (performance.now() - startedMs) / 1000;
    report({ what: 'weight of a pixel', figure: `${each.toFixed(3)} ms`, wanted: '< 1 ms', isReached: each < 1 });
    await extractors.dispose();
  });
});

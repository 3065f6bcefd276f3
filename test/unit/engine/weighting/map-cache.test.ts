import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MapCache } from '../../../../src/engine/weighting/map-cache';
import { featureKey, importanceKey, type MapSources } from '../../../../src/engine/weighting/map-key';
import type { FloatMap } from '../../../../src/shared/images/pixels';
import type { Problem } from '../../../../src/shared/problem';
import { parseWeighting } from '../../../../src/shared/weighting/spec';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'map-cache-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A map with awkward values, so that only the very same bits are equal. */
function awkwardMap(seed: number): FloatMap {
  const data = Float32Array.from({ length: 12 }, (_, i) => Math.sin(seed + i) / 3);
  data[3] = 1e-42;
  return { width: 4, height: 3, data };
}

const fail = (): Promise<FloatMap> => Promise.reject(new Error('computed again'));

describe('the map cache', () => {
  it('returns the same bits that were computed, also to another process', async () => {
    const map = awkwardMap(1);
    await new MapCache({ folder }).get('aa', async () => map);
    const read = await new MapCache({ folder }).get('aa', fail);
    expect(new Uint8Array(read.data.buffer)).toEqual(new Uint8Array(map.data.buffer));
    expect([read.width, read.height]).toEqual([4, 3]);
  });

  it('computes once what is asked for twice at the same time', async () => {
    const cache = new MapCache({ folder });
    let count = 0;
    const compute = async (): Promise<FloatMap> => awkwardMap(++count);
    const [first, second] = await Promise.all([cache.get('aa', compute), cache.get('aa', compute)]);
    expect(count).toBe(1);
    expect(second).toBe(first);
  });

  it('computes again where a file is damaged at any place, and mends it', async () => {
    const cache = new MapCache({ folder });
    await cache.get('aa', async () => awkwardMap(1));
    const whole = await readFile(cache.pathOf('aa'));
    const damages = [0, 9, 17, 40, whole.length - 1].map((position) => {
      const bytes = Buffer.from(whole);
      bytes[position] ^= 4;
      return bytes;
    });
    for (const bytes of [...damages, whole.subarray(0, 20), whole.subarray(0, -4), Buffer.alloc(0)]) {
      await writeFile(cache.pathOf('aa'), bytes);
      const mended = await cache.get('aa', async () => awkwardMap(2));
      expect(mended.data).toEqual(awkwardMap(2).data);
      expect((await new MapCache({ folder }).get('aa', fail)).data).toEqual(awkwardMap(2).data);
    }
  });

  it('keeps nothing of a computation that fails', async () => {
    const cache = new MapCache({ folder });
    await expect(cache.get('aa', fail)).rejects.toThrow('computed again');
    expect(await readdir(folder)).toEqual([]);
    expect((await cache.get('aa', async () => awkwardMap(1))).width).toBe(4);
  });

  it('removes the least recently used maps beyond its size', async () => {
    const bytes = 32 + 12 * 4;
    const cache = new MapCache({ folder, maxBytes: 3 * bytes });
    for (const [i, key] of ['aa', 'bb', 'cc'].entries()) {
      await cache.get(key, async () => awkwardMap(i));
      await utimes(cache.pathOf(key), 1000 + i, 1000 + i);
    }
    await cache.get('aa', fail);
    await cache.get('dd', async () => awkwardMap(9));
    expect((await readdir(folder)).sort()).toEqual(['aa.map', 'cc.map', 'dd.map']);
  });

  it('removes what killed processes left half-written, and leaves what others are writing', async () => {
    for (const name of ['aa.old.part', 'bb.new.part']) await writeFile(join(folder, name), 'half');
    await utimes(join(folder, 'aa.old.part'), 1000, 1000);
    await new MapCache({ folder }).get('cc', async () => awkwardMap(1));
    expect((await readdir(folder)).sort()).toEqual(['bb.new.part', 'cc.map']);
  });

  it('still gives the map where it cannot be kept, and says so', async () => {
    const troubles: Problem[] = [];
    const blocked = join(folder, 'file');
    await writeFile(blocked, '');
    const cache = new MapCache({ folder: blocked, onTrouble: (problem) => troubles.push(problem) });
    expect((await cache.get('aa', async () => awkwardMap(1))).data).toEqual(awkwardMap(1).data);
    expect(troubles.length).toBe(1);
    expect((await stat(blocked)).size).toBe(0);
  });
});

describe('a cache key', () => {
  const sources: MapSources = {
    identity: { sha256: 'a'.repeat(64), decodeVersion: 1, lo: [0], hi: [255] },
    channels: 1,
    terms: parseWeighting('edge*0.5+feature+balance').terms,
    labels: { channelLabels: Uint8Array.of(0, 1, 255), trainingCounts: [10, 20] },
    predictorHashes: new Map(),
    extractorHashes: new Map([['lite0', 'e'.repeat(64)]]),
  };

  it('is the same for the same sources', () => {
    const again = structuredClone({ ...sources, terms: parseWeighting('edge*0.5+feature+balance').terms });
    expect(importanceKey(again)).toBe(importanceKey(sources));
    expect(importanceKey(sources)).toMatch(/^[0-9a-f]{64}$/);
  });

  const { identity } = sources;
  const changes: [string, Partial<MapSources>][] = [
    ['the image', { identity: { ...identity, sha256: 'b'.repeat(64) } }],
    ['the decoder', { identity: { ...identity, decodeVersion: 2 } }],
    ['the lower end of the input range', { identity: { ...identity, lo: [1] } }],
    ['the upper end of the input range', { identity: { ...identity, hi: [254] } }],
    ['the channels', { channels: 3 }],
    ['a parameter', { terms: parseWeighting('edge*0.5:sigma=1+feature+balance').terms }],
    ['a share', { terms: parseWeighting('edge*0.4+feature+balance').terms }],
    ['a normaliser', { terms: parseWeighting('edge*0.5:normaliser=rank+feature+balance').terms }],
    ['the layer', { terms: parseWeighting('edge*0.5+feature:layer=3+balance').terms }],
    ['a label', { labels: { channelLabels: Uint8Array.of(0, 0, 255), trainingCounts: [10, 20] } }],
    [
      'the counts over the training set',
      { labels: { channelLabels: Uint8Array.of(0, 1, 255), trainingCounts: [11, 20] } },
    ],
    ['the extractor', { extractorHashes: new Map([['lite0', 'f'.repeat(64)]]) }],
  ];

  it.each(changes)('changes with %s', (_what, change) => {
    expect(importanceKey({ ...sources, ...change })).not.toBe(importanceKey(sources));
  });

  it('differs between all of these changes', () => {
    const keys = changes.map(([, change]) => importanceKey({ ...sources, ...change }));
    expect(new Set(keys).size).toBe(changes.length);
  });

  it('of a feature map changes with all that it reads', () => {
    const keys = [
      featureKey(identity, 1, 'e', 2),
      featureKey({ ...identity, sha256: 'b'.repeat(64) }, 1, 'e', 2),
      featureKey({ ...identity, hi: [200] }, 1, 'e', 2),
      featureKey(identity, 3, 'e', 2),
      featureKey(identity, 1, 'f', 2),
      featureKey(identity, 1, 'e', 3),
      featureKey(identity, 1, 'e', '3'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

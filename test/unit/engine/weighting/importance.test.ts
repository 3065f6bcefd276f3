import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeatureExtractor } from '../../../../src/engine/weighting/extractor';
import { type ImportanceInput, importanceMap } from '../../../../src/engine/weighting/importance';
import { MapCache } from '../../../../src/engine/weighting/map-cache';
import { Problem } from '../../../../src/shared/problem';
import { isAllZero } from '../../../../src/shared/weighting/compose';
import { edgeMap } from '../../../../src/shared/weighting/edge';
import { normalise } from '../../../../src/shared/weighting/normalise';
import { parseWeighting } from '../../../../src/shared/weighting/spec';
import { madeImage } from '../../shared/weighting/made-images';

const image = madeImage(6, 4, 1, (x, y) => ((x * 7 + y * 5) % 13) / 13);
const labels = Uint8Array.from({ length: 24 }, (_, i) => (i % 5 === 0 ? 1 : 0));
const input: ImportanceInput = {
  image,
  channelLabels: labels,
  trainingCounts: [90, 10],
  identity: { sha256: '0'.repeat(64), decodeVersion: 1, lo: [0], hi: [255] },
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'importance-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** An extractor whose map is the image itself, and which counts its runs. */
function countingExtractor(hash: string): { extractor: FeatureExtractor; runs: () => number } {
  let count = 0;
  const featureMap: FeatureExtractor['featureMap'] = async ({ width, height, data }) => {
    count++;
    return { width, height, data };
  };
  return { extractor: { hash, featureMap, dispose: async () => undefined }, runs: () => count };
}

describe('the importance map', () => {
  it('is the mean of the normalised sources by their shares', async () => {
    const { data } = await importanceMap(input, parseWeighting('edge*3+region'));
    const edges = normalise(edgeMap(image, { operator: 'forward', magnitude: 'l2', sigma: 0 }), 'min-max');
    for (const [i, value] of data.entries()) {
      expect(value).toBeCloseTo((3 * edges.data[i] + (image.data[i] < 0.5 ? 1 : 0)) / 4, 6);
    }
  });

  it('has the size of the image', async () => {
    for (const spec of ['none', 'edge', 'region', 'balance', 'edge+balance']) {
      const map = await importanceMap(input, parseWeighting(spec));
      expect([map.width, map.height, map.data.length]).toEqual([6, 4, 24]);
    }
  });

  it('is 0 everywhere without sources and where every source is flat', async () => {
    const flat = { ...input, image: madeImage(6, 4, 1, () => 0.6) };
    const { extractor } = countingExtractor('a');
    const tools = { extractors: async () => extractor };
    for (const spec of ['none', 'edge', 'edge:sigma=2,normaliser=rank', 'edge+region', 'edge+feature']) {
      expect(isAllZero(await importanceMap(flat, parseWeighting(spec), tools))).toBe(true);
    }
  });

  it('reads labels for balance', async () => {
    const { data } = await importanceMap(input, parseWeighting('balance:smoothing=1'));
    expect(data[0]).toBe(1);
    expect(data[1]).toBeCloseTo(1 / 9, 6);
  });

  it('says what is missing: labels for balance, the engine for feature', async () => {
    const code = async (given: ImportanceInput, spec: string): Promise<string> => {
      const error: unknown = await importanceMap(given, parseWeighting(spec)).catch((reason: unknown) => reason);
      return error instanceof Problem ? error.code : 'none';
    };
    expect(await code({ image }, 'balance')).toBe('weighting-needs-labels');
    expect(await code({ ...input, channelLabels: labels.subarray(1) }, 'balance')).toBe('weighting-needs-labels');
    expect(await code(input, 'feature')).toBe('weighting-needs-extractor');
  });

  it('comes out of the cache as the same bits, whatever floor and strength are', async () => {
    const hash = (map: { data: Float32Array }): string =>
      createHash('sha256').update(new Uint8Array(map.data.buffer)).digest('hex');
    const preview = await importanceMap(input, parseWeighting('edge+balance'), { cache: new MapCache({ folder }) });
    // Another process, and no way to compute: the image is gone, its identity is the same.
    const gone = { ...input, image: madeImage(6, 4, 1, () => 0) };
    const spec = parseWeighting('edge+balance:floor=0.5,strength=9');
    const training = await importanceMap(gone, spec, { cache: new MapCache({ folder }) });
    expect(hash(training)).toBe(hash(preview));
    expect(hash(await importanceMap(input, parseWeighting('edge+balance')))).toBe(hash(preview));
  });

  it('leaves the image and what an extractor gave as they were', async () => {
    const { extractor } = countingExtractor('a');
    const before = [...image.data];
    const weighting = parseWeighting('edge+region+feature:normaliser=rank+balance');
    await importanceMap(input, weighting, { extractors: async () => extractor });
    expect([...image.data]).toEqual(before);
  });

  it('runs a network once an image, though the mixture around it changes', async () => {
    const { extractor, runs } = countingExtractor('a');
    const tools = { extractors: async () => extractor, cache: new MapCache({ folder }) };
    for (const spec of ['feature', 'feature*0.5+edge', 'feature:normaliser=rank']) {
      await importanceMap(input, parseWeighting(spec), tools);
    }
    expect(runs()).toBe(1);
    const other = countingExtractor('b');
    await importanceMap(input, parseWeighting('feature'), { ...tools, extractors: async () => other.extractor });
    expect(other.runs()).toBe(1);
  });
});

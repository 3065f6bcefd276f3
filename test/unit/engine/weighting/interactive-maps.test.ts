import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeGreyPng } from '../../../../src/engine/formats/png';
import { decodeImage } from '../../../../src/engine/images/decode';
import type { FeatureExtractor } from '../../../../src/engine/weighting/extractor';
import { importanceMap } from '../../../../src/engine/weighting/importance';
import { InteractiveMaps } from '../../../../src/engine/weighting/interactive-maps';
import { toUnitImage } from '../../../../src/engine/weighting/unit-image';
import type { EngineMap, MapSubject } from '../../../../src/shared/contract/engine-weights';
import { tileMapOf, toLabelMap } from '../../../../src/shared/labels/tile-map';
import { Problem } from '../../../../src/shared/problem';
import { toChannelLabels } from '../../../../src/shared/training/channels';
import { termSchema, type Weighting, weightingSchema } from '../../../../src/shared/weighting/schema';
import { madeSubject, withWeighting } from './made-subject';

const never = new AbortController().signal;

/** An extractor whose map is the image's first channel, and which counts its runs. */
function countingExtractor() {
  let runs = 0;
  const extractor: FeatureExtractor = {
    hash: 'made',
    featureMap: async ({ width, height, data }) => {
      runs++;
      return { width, height, data: data.slice(0, width * height) };
    },
    dispose: async () => undefined,
  };
  return { provide: async () => extractor, runs: () => runs };
}

function newMaps(budgets?: ConstructorParameters<typeof InteractiveMaps>[0]['budgets']): InteractiveMaps {
  return new InteractiveMaps({ extractors: countingExtractor().provide, ...(budgets ? { budgets } : {}) });
}

async function made(maps: InteractiveMaps, subject: MapSubject): Promise<EngineMap> {
  const map = await maps.map(subject, never);
  if (map === 'labels-needed') throw new Error('the labels were sent');
  return map;
}

/** The same map without anything kept. */
async function fresh(subject: MapSubject): Promise<Float32Array> {
  const { image } = await decodeImage(subject.path);
  const { labels, width, height } = subject;
  const classes = labels.classIds.map((id) => ({ id }));
  const input = {
    image: toUnitImage(image, subject.range.lo, subject.range.hi, subject.inputChannels),
    channelLabels: toChannelLabels(toLabelMap(tileMapOf(width, height, labels.tiles ?? [])), classes),
    trainingCounts: subject.trainingCounts,
  };
  return (await importanceMap(input, subject.weighting, { extractors: countingExtractor().provide })).data;
}

function quantised(importance: Float32Array): number[] {
  return Array.from(importance, (n) => Math.round(n * 255));
}

async function codeOf(failing: Promise<unknown>): Promise<string> {
  const error: unknown = await failing.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Problem ? error.code : String(error);
}

const anyTerm = fc.oneof(
  fc.record({
    source: fc.constant('edge'),
    operator: fc.constantFrom('forward', 'sobel'),
    sigma: fc.constantFrom(0, 1),
    normaliser: fc.constantFrom('min-max', 'percentile', 'rank'),
    share: fc.constantFrom(0, 0.5, 1),
  }),
  fc.record({
    source: fc.constant('region'),
    threshold: fc.constantFrom(0.3, 0.5, 'otsu'),
    share: fc.constantFrom(1, 2),
  }),
  fc.record({ source: fc.constant('balance'), smoothing: fc.constantFrom(0.5, 1) }),
  fc.record({ source: fc.constant('feature'), normaliser: fc.constantFrom('min-max', 'none') }),
);
const anyWeighting: fc.Arbitrary<Weighting> = fc
  .record({
    terms: fc.array(anyTerm, { maxLength: 3 }),
    floor: fc.constantFrom(0, 1),
    strength: fc.constantFrom(1, 4),
  })
  .map((settings) =>
    weightingSchema.parse({ ...settings, terms: settings.terms.map((term) => termSchema.parse(term)) }),
  );

describe('maps made while a person changes a weighting', () => {
  it('are those made anew, whatever was looked at before and however little is kept', async () => {
    const subjects = [madeSubject(1), madeSubject(2, 23, 17)];
    const small = { images: 1, terms: 1, mixtures: 1, labels: 1 };
    const change = fc.record({
      weighting: anyWeighting,
      at: fc.nat(1),
      counts: fc.constantFrom<number[]>([900, 100], [5, 5]),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), fc.boolean(), async (changes, isSmall) => {
        const maps = newMaps(isSmall ? small : undefined);
        for (const { weighting, at, counts } of changes) {
          const subject = { ...subjects[at], weighting, trainingCounts: counts };
          const { map } = await made(maps, subject);
          expect(Array.from(map.data)).toEqual(quantised(await fresh(subject)));
        }
      }),
      { seed: 6, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 500 : 25 },
    );
  });

  it('run a network once an image, also after a restart', async () => {
    const subject = madeSubject();
    const { provide, runs } = countingExtractor();
    const maps = new InteractiveMaps({ extractors: provide });
    for (const spec of ['feature', 'feature*0.3+edge', 'feature:normaliser=rank', 'feature:strength=9']) {
      await made(maps, withWeighting(subject, spec));
    }
    await made(new InteractiveMaps({ extractors: provide }), withWeighting(subject, 'feature'));
    expect(runs()).toBe(1);
  });

  it('say the figures of the weights, class by class', async () => {
    const subject = withWeighting(madeSubject(), 'region:floor=1,strength=2');
    const importance = await fresh(subject);
    const weights = Array.from(importance, (n) => 1 + 2 * n);
    const found = await made(newMaps(), subject);
    expect(found.mean).toBeCloseTo(weights.reduce((a, b) => a + b, 0) / weights.length, 6);
    expect([found.min, found.max]).toEqual([1, 3]);
    expect(found.histogram.reduce((a, b) => a + b, 0)).toBe(weights.length);
    const labels = toLabelMap(tileMapOf(subject.width, subject.height, subject.labels.tiles ?? [])).data;
    for (const [channel, id] of subject.labels.classIds.entries()) {
      const own = weights.filter((_, i) => labels[i] === id);
      expect(found.perClass[channel].pixels).toBe(own.length);
      expect(found.perClass[channel].meanWeight).toBeCloseTo(own.reduce((a, b) => a + b, 0) / own.length, 6);
    }
  });

  it('tell the weight of a pixel and what each source gives to it', async () => {
    const subject = withWeighting(madeSubject(), 'edge*3+region:floor=1,strength=4');
    const maps = newMaps();
    await made(maps, subject);
    const at = await maps.at({ ...subject, labels: { ...subject.labels, tiles: null } }, 11, 7, never);
    if (at === 'labels-needed') throw new Error('no source reads labels');
    const [n, edge, region] = await Promise.all(
      ['edge*3+region', 'edge', 'region'].map(async (spec) => {
        return (await fresh(withWeighting(subject, spec)))[7 * subject.width + 11];
      }),
    );
    expect(at).toEqual({
      weight: 1 + 4 * n,
      importance: n,
      terms: [
        { source: 'edge', value: edge },
        { source: 'region', value: region },
      ],
    });
    expect(await codeOf(maps.at(subject, subject.width, 0, never))).toBe('pixel-outside');
  });

  it('ask for labels once a revision', async () => {
    const subject = withWeighting(madeSubject(), 'edge');
    const unsent = { ...subject, labels: { ...subject.labels, tiles: null } };
    const maps = newMaps();
    expect(await maps.map(unsent, never)).toBe('labels-needed');
    await made(maps, subject);
    expect(await maps.map(unsent, never)).not.toBe('labels-needed');
    const painted = { ...unsent, labels: { ...unsent.labels, key: 'another revision' } };
    expect(await maps.map(painted, never)).toBe('labels-needed');
  });

  it('warn of class balance on an image without labels, and give it nothing', async () => {
    const subject = madeSubject();
    const unlabelled = withWeighting({ ...subject, labels: { ...subject.labels, tiles: [] } }, 'balance');
    const { map, warnings, perClass } = await made(newMaps(), unlabelled);
    expect(map.data.every((value) => value === 0)).toBe(true);
    expect(warnings).toMatchObject([{ kind: 'labels', term: 0 }]);
    expect(perClass.every(({ shareOfWeight }) => shareOfWeight === null)).toBe(true);
  });
});

describe('an image behind a map', () => {
  it('is missed when its file goes, and found again when it comes back', async () => {
    const subject = withWeighting(madeSubject(), 'edge');
    const { image } = await decodeImage(subject.path);
    const maps = newMaps();
    const before = await made(maps, subject);
    rmSync(subject.path);
    expect(await codeOf(maps.map(subject, never))).toBe('image-missing');
    writeFileSync(subject.path, encodeGreyPng(image.width, image.height, Uint8Array.from(image.data)));
    expect((await made(maps, subject)).map).toEqual(before.map);
  });

  it('is refused when another took its place, and not when it was only touched', async () => {
    const subject = withWeighting(madeSubject(), 'edge');
    const maps = newMaps();
    await made(maps, subject);
    utimesSync(subject.path, new Date(), new Date(1e12));
    await made(maps, subject);
    writeFileSync(subject.path, encodeGreyPng(40, 30, new Uint8Array(1200).fill(9)));
    expect(await codeOf(maps.map(subject, never))).toBe('image-replaced');
  });

  it('is named when it cannot be decoded', async () => {
    const subject = withWeighting(madeSubject(), 'edge');
    writeFileSync(subject.path, 'not an image');
    const { sha256Of, readImageFile } = await import('../../../../src/engine/images/decode');
    const sha256 = sha256Of((await readImageFile(subject.path)).bytes);
    const error: unknown = await newMaps()
      .map({ ...subject, sha256 }, never)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'image-not-an-image', file: subject.path });
  });
});

describe('a map that is not wanted any more', () => {
  it('is given up between two sources', async () => {
    const subject = withWeighting(madeSubject(), 'edge+region');
    const controller = new AbortController();
    const waiting = newMaps().map(subject, controller.signal);
    controller.abort();
    expect(await codeOf(waiting)).toContain('AbortError');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeMaps } from '../../../../src/shared/weighting/compose';
import { edgeMap } from '../../../../src/shared/weighting/edge';
import { mapWarnings, termFacts } from '../../../../src/shared/weighting/map-warnings';
import { normalise } from '../../../../src/shared/weighting/normalise';
import { parseWeighting } from '../../../../src/shared/weighting/spec';
import type { Attention } from '../../../../src/shared/weighting/statistics';
import { propertyRuns } from './made-images';

function mapOf(values: readonly number[]) {
  return { width: values.length, height: 1, data: Float32Array.from(values) };
}

/** What is said of a weighting whose sources gave these maps, as kinds with their terms. */
function said(
  spec: string,
  maps: readonly (readonly number[])[],
  hasLabels = true,
  attention: Attention = { labelled: 0.5, unlabelled: 0.5, unlabelledShare: 0.5 },
): [string, number | null][] {
  const weighting = parseWeighting(spec);
  const terms = maps.map(mapOf);
  const whole =
    terms.length === 0 ? mapOf([0]) : composeMaps(terms.map((map, i) => ({ map, share: weighting.terms[i].share })));
  const { min, max } = termFacts(whole);
  const facts = { min, max, terms: terms.map(termFacts), hasLabels, attention };
  return mapWarnings(weighting, facts).map(({ kind, term }) => [kind, term]);
}

/** A small generator of numbers in [0,1), the same every time (Park and Miller 1988). */
function made(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const slope = Array.from({ length: 200 }, (_, i) => i / 199);
const hotPixel = Array.from({ length: 200 }, (_, i) => (i === 7 ? 1 : 0.05 + (i % 5) / 500));

describe('what is said of a map', () => {
  it('is nothing where all is well, or where there is no source', () => {
    expect(said('edge+region', [slope, slope])).toEqual([]);
    expect(said('none', [])).toEqual([]);
    expect(said('edge*0', [slope])).toEqual([]);
    expect(said('edge:strength=0', [slope])).toEqual([]);
  });

  it('is what a source that reads more than the image lacks, instead of that nothing stands out', () => {
    expect(said('border', [[0, 0]], false)).toEqual([['labels', 0]]);
    expect(said('border', [[0, 0]])).toEqual([['objects', 0]]);
    expect(
      said(
        'edge+painted',
        [slope, [0, 0]].map((map) => Array.from(slope, (_, i) => map[i] ?? 0)),
      ),
    ).toEqual([['painted', 1]]);
  });

  it('is that edges are mostly noise, and not so of a smooth image', () => {
    const weighting = parseWeighting('edge');
    const random = made(3);
    const noise = { width: 64, height: 64, channels: 1, data: Float32Array.from({ length: 4096 }, random) };
    const disc = Float32Array.from({ length: 4096 }, (_, i) =>
      Math.hypot((i % 64) - 32, Math.floor(i / 64) - 32) < 20 ? 1 : 0.02 * random(),
    );
    const kinds = (data: Float32Array): string[] => {
      const edges = normalise(
        edgeMap({ ...noise, data }, { operator: 'forward', magnitude: 'l2', sigma: 0 }),
        'min-max',
      );
      const facts = termFacts(edges);
      const whole = { min: 0, max: 1, terms: [facts], hasLabels: true };
      const attention = { labelled: 0.5, unlabelled: null, unlabelledShare: 0 };
      return mapWarnings(weighting, { ...whole, attention }).map(({ kind }) => kind);
    };
    expect(kinds(noise.data)).toEqual(['noise']);
    expect(kinds(disc)).not.toContain('noise');
  });

  it('is that what the sources point at is not painted', () => {
    const elsewhere = { labelled: 0.1, unlabelled: 0.4, unlabelledShare: 0.9 };
    expect(said('edge', [slope], true, elsewhere)).toEqual([['unpainted', null]]);
    expect(said('edge', [slope], true, { ...elsewhere, labelled: 0.3 })).toEqual([]);
    expect(said('edge', [slope], false, { ...elsewhere, labelled: null })).toEqual([]);
  });

  it('is that pixels of weight 0 teach nothing', () => {
    expect(said('edge:floor=0', [slope])).toEqual([['floor', null]]);
  });

  it('is that nothing stands out', () => {
    expect(said('edge', [[0, 0, 0]])).toEqual([['flat', null]]);
    expect(
      said('edge+region:threshold=otsu', [
        [0, 0],
        [0, 0],
      ]),
    ).toEqual([['flat', null]]);
  });

  it('is that a few pixels flatten the rest, of the source it is true of', () => {
    expect(said('region+edge', [slope, hotPixel])).toEqual([['outliers', 1]]);
    expect(said('edge:normaliser=percentile', [hotPixel])).toEqual([]);
  });

  it('leaves sparse maps alone, whose percentiles have nothing to stretch', () => {
    expect(said('edge', [hotPixel.map((value) => (value === 1 ? 1 : 0))])).toEqual([]);
  });

  it('is that a threshold leaves everything or nothing, instead of that nothing stands out', () => {
    expect(said('region:threshold=0.1', [[0, 0, 0]])).toEqual([['threshold', 0]]);
    expect(said('region:threshold=0.9', [[1, 1, 1]])).toEqual([['threshold', 0]]);
    expect(said('region:softness=0.1', [[0.01, 0.04, 0.02]])).toEqual([['threshold', 0]]);
    expect(said('region', [[0, 1, 1]])).toEqual([]);
  });

  it('is that class balance has no labels to go by', () => {
    expect(said('edge+balance', [slope, slope.map(() => 0)], false)).toEqual([['labels', 1]]);
    expect(said('balance', [[0, 0]], false)).toEqual([['labels', 0]]);
  });
});

describe('the facts of a map', () => {
  it('are its ends and the value that 99 of 100 pixels do not exceed', () => {
    const values = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(values, (list) => {
        const { min, max, percentile99 } = termFacts(mapOf(list));
        const sorted = Float32Array.from(list).sort();
        expect([min, max]).toEqual([sorted[0], sorted[sorted.length - 1]]);
        const exact = sorted[Math.ceil(0.99 * sorted.length) - 1];
        expect(percentile99).toBeLessThanOrEqual(exact);
        expect(exact - percentile99).toBeLessThan(1 / 1000);
      }),
      propertyRuns,
    );
  });
});

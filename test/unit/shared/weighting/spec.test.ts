import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/shared/problem';
import { weightingProblem } from '../../../../src/shared/weighting/check';
import { plainForm, presets } from '../../../../src/shared/weighting/presets';
import { type Weighting, weightingSchema } from '../../../../src/shared/weighting/schema';
import { formatWeighting, parseWeighting, parseWeightingList } from '../../../../src/shared/weighting/spec';
import { weightingSummary, weightingWarnings } from '../../../../src/shared/weighting/words';
import { propertyRuns } from './made-images';

function refusal(spec: string): Problem {
  try {
    parseWeighting(spec);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`${spec} was accepted`);
}

describe('the short form', () => {
  it('reads what weighting means by default', () => {
    expect(parseWeighting('none')).toEqual({ terms: [], floor: 1, strength: 4, schedule: { kind: 'constant' } });
    expect(parseWeighting('edge')).toEqual(weightingSchema.parse({ terms: [{ source: 'edge' }] }));
  });

  it('reads keys of the source and of the whole, wherever they stand', () => {
    const expected = weightingSchema.parse({
      terms: [{ source: 'edge', sigma: 1 }, { source: 'balance' }],
      strength: 2,
    });
    expect(parseWeighting('edge:sigma=1,strength=2+balance')).toEqual(expected);
    expect(parseWeighting(' edge : sigma = 1 + balance : strength = 2 ')).toEqual(expected);
  });

  it('reads shares', () => {
    const weighting = parseWeighting('edge*0.7+region*0.3:threshold=0.4');
    expect(weighting.terms.map((term) => term.share)).toEqual([0.7, 0.3]);
    expect(weighting.terms[1]).toMatchObject({ source: 'region', threshold: 0.4, share: 0.3 });
  });

  it('reads schedules', () => {
    expect(parseWeighting('edge:schedule=ramp:500').schedule).toEqual({ kind: 'ramp', steps: 500 });
    expect(parseWeighting('edge:schedule=after:200').schedule).toEqual({ kind: 'after', step: 200 });
  });

  it('keeps separators inside quotes', () => {
    const [term] = parseWeighting(String.raw`feature:extractor="C:\\nets\\a+b,c;d",layer="3"`).terms;
    expect(term).toMatchObject({ extractor: String.raw`C:\nets\a+b,c;d`, layer: '3' });
  });

  it('reads JSON of the same schema', () => {
    const weighting = presets.edgeAndRegion.weighting;
    expect(parseWeighting(JSON.stringify(weighting))).toEqual(weighting);
  });

  it('splits lists at semicolons, or at commas where nothing has parameters', () => {
    expect(parseWeightingList('none;edge:sigma=1,strength=2').map(formatWeighting)).toEqual([
      'none',
      'edge:sigma=1,strength=2',
    ]);
    expect(parseWeightingList('none,edge*0.5+region,balance').length).toBe(3);
    expect(parseWeightingList('edge:sigma=1,strength=2').length).toBe(1);
  });

  it.each([
    ['edge:sgima=1', 'weighting-unknown-key', 'sgima'],
    ['edge:threshold=0.4', 'weighting-unknown-key', 'threshold'],
    ['none:sigma=1', 'weighting-unknown-key', 'sigma'],
    ['edge:sigma=1,sigma=2', 'weighting-repeated-key', 'sigma'],
    ['edge:strength=1+region:strength=2', 'weighting-repeated-key', 'strength'],
    ['egde', 'weighting-unknown-source', 'egde'],
    ['edge:sigma=9', 'weighting-bad-value', 'sigma'],
    ['edge:sigma=thick', 'weighting-bad-value', 'sigma'],
    ['edge:operator=prewitt', 'weighting-bad-value', 'operator'],
    ['edge*lots', 'weighting-bad-value', 'share'],
    ['edge:floor=-1', 'weighting-bad-value', 'floor'],
    ['edge:schedule=sometimes', 'weighting-bad-value', 'schedule'],
    ['region:threshold=0x1', 'weighting-bad-value', 'threshold'],
    ['edge:sigma', 'weighting-bad-form', 'sigma'],
    ['edge+none', 'weighting-stands-alone', 'none'],
    ['', 'weighting-empty', 'empty'],
    ['{"terms":[],"flor":1}', 'weighting-unknown-key', 'flor'],
    ['{"terms":[{"source":"edge","sgima":1}]}', 'weighting-unknown-key', 'sgima'],
    ['{"floor":1,"floor":2}', 'weighting-repeated-key', 'floor'],
    ['{"terms":[', 'weighting-bad-json', 'JSON'],
    ['none:floor=0', 'weighting-no-weight', 'floor'],
    ['edge:floor=0,schedule=after:100', 'weighting-no-weight', '100'],
    ['feature:layer="conv1"', 'weighting-bad-value', 'conv1'],
    ['feature:extractor=vgg/model.json', 'weighting-bad-value', 'vgg/model.json'],
  ])('refuses %s with a sentence that names it', (spec, code, named) => {
    const problem = refusal(spec);
    expect(problem.code).toBe(code);
    expect(problem.message).toContain(named);
    expect(problem.hint).not.toBe('');
  });
});

const share = fc.oneof(
  fc.constant(1),
  fc.double({ min: 0, max: 1000, noNaN: true }).filter((x) => !Object.is(x, -0)),
);
const unit = fc.double({ min: 0, max: 1, noNaN: true }).filter((x) => !Object.is(x, -0));
const normaliser = fc.constantFrom('min-max', 'percentile', 'rank', 'none');
const anyTerm = fc.oneof(
  fc.record({
    source: fc.constant('edge'),
    share,
    operator: fc.constantFrom('forward', 'sobel'),
    magnitude: fc.constantFrom('l2', 'l1'),
    sigma: fc.oneof(
      fc.constant(0),
      unit.map((x) => 8 * x),
    ),
    normaliser,
  }),
  fc.record({
    source: fc.constant('region'),
    share,
    threshold: fc.oneof(unit, fc.constant('otsu')),
    softness: unit,
    side: fc.constantFrom('dark', 'bright'),
    normaliser,
  }),
  fc.record({ source: fc.constant('feature'), share, layer: fc.integer({ min: 1, max: 6 }), normaliser }),
  fc.record({
    source: fc.constant('feature'),
    share,
    extractor: fc.string({ minLength: 1, unit: 'grapheme' }),
    layer: fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('3', '1e3', 'a+b', '"', 'x;y,z=w:v')),
    normaliser,
  }),
  fc.record({ source: fc.constant('balance'), share, smoothing: unit, normaliser }),
);
const anySchedule = fc.oneof(
  fc.constant({ kind: 'constant' }),
  fc.record({ kind: fc.constant('ramp'), steps: fc.integer({ min: 1, max: 1_000_000 }) }),
  fc.record({ kind: fc.constant('after'), step: fc.integer({ min: 1, max: 1_000_000 }) }),
);
const anyWeighting: fc.Arbitrary<Weighting> = fc
  .record({
    terms: fc.array(anyTerm, { maxLength: 8 }),
    floor: fc.oneof(
      fc.constant(1),
      unit.map((x) => 100 * x),
    ),
    strength: fc.oneof(
      fc.constant(4),
      unit.map((x) => 1000 * x),
    ),
    schedule: anySchedule,
  })
  .map((weighting) => weightingSchema.parse(weighting))
  .filter((weighting) => weightingProblem(weighting) === null);

describe('writing a weighting', () => {
  it('gives a text that reads back to the same weighting', () => {
    fc.assert(
      fc.property(anyWeighting, (weighting) => {
        expect(parseWeighting(formatWeighting(weighting))).toEqual(weighting);
      }),
      { ...propertyRuns, numRuns: propertyRuns.numRuns * 5 },
    );
  });

  it('also within a list', () => {
    fc.assert(
      fc.property(fc.array(anyWeighting, { minLength: 2, maxLength: 4 }), (weightings) => {
        expect(parseWeightingList(weightings.map(formatWeighting).join(';'))).toEqual(weightings);
      }),
      propertyRuns,
    );
  });

  it('leaves out what is at its default', () => {
    expect(formatWeighting(presets.edge.weighting)).toBe('edge');
    expect(formatWeighting(presets.edgeAndRegion.weighting)).toBe('edge*0.7+region*0.3');
    expect(formatWeighting(parseWeighting('none:strength=2'))).toBe('none:strength=2');
  });
});

describe('presets', () => {
  it('can be written, read and explained', () => {
    for (const { weighting, sentence } of Object.values(presets)) {
      expect(parseWeighting(formatWeighting(weighting))).toEqual(weighting);
      expect(sentence).toMatch(/\.$/);
      expect(weightingSummary(weighting)).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('hold the plain form, ce * n, with its warning', () => {
    const plain = parseWeighting('plain');
    expect(plain).toEqual(parseWeighting('edge:magnitude=l1,floor=0,strength=1'));
    expect(weightingWarnings(plain)[0]).toContain('teach nothing');
    expect(weightingWarnings(presets.edge.weighting)).toEqual([]);
    const mixed = plainForm(parseWeighting('edge:normaliser=rank+region'));
    expect(mixed.terms.map((term) => term.normaliser)).toEqual(['min-max', 'min-max']);
  });

  it('are summed up in words with shares and range', () => {
    expect(weightingSummary(presets.edgeAndRegion.weighting)).toBe(
      'Edges (70 %) and regions darker than intensity 0.5 (30 %); weights 1 to 5.',
    );
  });
});

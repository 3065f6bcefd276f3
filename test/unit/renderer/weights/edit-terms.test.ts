import { describe, expect, it } from 'vitest';
import { sources, whyNoMore, withoutTerm, withSource, withTerm } from '../../../../src/renderer/weights/edit-terms';
import { termSchema, unweighted, weightingSchema } from '../../../../src/shared/weighting/schema';
import { formatWeighting, parseWeighting } from '../../../../src/shared/weighting/spec';

describe('the list of sources', () => {
  it('offers every source of the schema', () => {
    expect([...sources].sort()).toEqual(termSchema.options.map((option) => option.shape.source.value).sort());
  });

  it('begins with a source that has the whole', () => {
    expect(formatWeighting(withSource(unweighted, 'edge'))).toBe('edge');
  });

  it('gives a new source an equal part and keeps the others in proportion', () => {
    const added = withSource(parseWeighting('edge*0.75+region*0.25:threshold=0.4'), 'balance');
    expect(added.terms.map(({ share }) => share)).toEqual([0.5, 0.166667, 0.333333]);
    expect(added.terms[1]).toMatchObject({ source: 'region', threshold: 0.4 });
  });

  it('gives the whole to the last one left', () => {
    expect(formatWeighting(withoutTerm(parseWeighting('edge*0.7+region*0'), 0))).toBe('region');
  });

  it('gives muted ones equal parts when the only one with a share goes', () => {
    expect(withoutTerm(parseWeighting('edge+region*0+balance*0'), 0).terms.map(({ share }) => share)).toEqual([1, 1]);
  });

  it('may become empty', () => {
    expect(withoutTerm(parseWeighting('edge'), 0)).toEqual(unweighted);
  });

  it('replaces one term and leaves floor, strength and schedule', () => {
    const before = parseWeighting('edge+region:floor=2,strength=3,schedule=after:5');
    const after = withTerm(before, 0, termSchema.parse({ source: 'edge', sigma: 2 }));
    expect(formatWeighting(after)).toBe('edge:sigma=2+region:floor=2,strength=3,schedule=after:5');
  });

  it('is full where the schema says so', () => {
    let weighting = unweighted;
    while (whyNoMore(weighting) === null) weighting = withSource(weighting, 'edge');
    expect(weightingSchema.safeParse(weighting).success).toBe(true);
    expect(weightingSchema.safeParse(withSource(weighting, 'edge')).success).toBe(false);
  });
});

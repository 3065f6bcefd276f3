import { describe, expect, it } from 'vitest';
import { type FacetChoice, type FacetGroup, facetCounts } from '../../../../src/shared/images/facets';

const groups: FacetGroup[] = [
  { status: 'to-do', split: null, file: 'present', images: 10 },
  { status: 'to-do', split: 'validation', file: 'missing', images: 3 },
  { status: 'done', split: 'training', file: 'resized', images: 2 },
  { status: 'done', split: 'validation', file: 'changed', images: 1 },
];
const any: FacetChoice = { status: null, split: null, file: null };

describe('counts behind the filters', () => {
  it('without a choice are over all images', () => {
    expect(facetCounts(groups, any)).toEqual({
      total: 16,
      status: { any: 16, 'to-do': 13, 'in-progress': 0, done: 3, 'left-out': 0 },
      split: { any: 16, none: 10, training: 2, validation: 4, test: 0 },
      file: { any: 16, missing: 3, changed: 3 },
    });
  });

  it('of a facet go by the choices of the others, not by its own', () => {
    const counts = facetCounts(groups, { ...any, split: 'validation' });
    expect(counts.total).toBe(4);
    expect(counts.status).toMatchObject({ any: 4, 'to-do': 3, done: 1 });
    expect(counts.split).toMatchObject({ any: 16, training: 2 });
  });

  it('take a file of another size for a changed one', () => {
    expect(facetCounts(groups, { ...any, file: 'changed' }).total).toBe(3);
  });

  it('narrow by all choices at once', () => {
    expect(facetCounts(groups, { status: 'done', split: 'validation', file: 'changed' }).total).toBe(1);
    expect(facetCounts(groups, { status: 'done', split: 'none', file: null }).total).toBe(0);
  });
});

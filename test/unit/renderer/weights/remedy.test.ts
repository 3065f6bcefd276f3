import { describe, expect, it } from 'vitest';
import { remedyOf } from '../../../../src/renderer/weights/remedy';
import type { WeightWarning } from '../../../../src/shared/contract/weights';
import { formatWeighting, parseWeighting } from '../../../../src/shared/weighting/spec';

function remedied(kind: WeightWarning['kind'], term: number | null, spec: string): string | null {
  const remedy = remedyOf({ kind, term, sentence: '' }, parseWeighting(spec));
  if (remedy === null) return null;
  if (remedy.kind === 'weighting') return formatWeighting(remedy.weighting);
  return remedy.kind === 'screen' ? remedy.screen : remedy.command;
}

describe('what a click does about a warning', () => {
  it('raises a floor of 0 to 1', () => {
    expect(remedied('floor', null, 'edge:floor=0')).toBe('edge');
  });

  it('cuts the outliers of the source that has them', () => {
    expect(remedied('outliers', 1, 'edge+edge:sigma=2')).toBe('edge+edge:sigma=2,normaliser=percentile');
  });

  it('cuts the outliers of all sources that run from minimum to maximum where none is named', () => {
    expect(remedied('outliers', null, 'edge+region')).toBe('edge:normaliser=percentile+region');
  });

  it('offers no other normaliser to a source that is not scaled from minimum to maximum', () => {
    expect(remedied('outliers', 0, 'region')).toBeNull();
    expect(remedied('outliers', 0, 'edge:normaliser=percentile')).toBeNull();
  });

  it("sets Otsu's threshold where one by hand leaves everything or nothing", () => {
    expect(remedied('threshold', 0, 'region:threshold=0.01')).toBe('region:threshold=otsu');
  });

  it("offers nothing where Otsu's threshold itself leaves nothing, or the map is flat", () => {
    expect(remedied('threshold', 0, 'region:threshold=otsu')).toBeNull();
    expect(remedied('threshold', 5, 'region')).toBeNull();
    expect(remedied('flat', null, 'edge')).toBeNull();
  });

  it('leads to Paint where labels or painted importance lack', () => {
    expect(remedied('labels', 0, 'balance')).toBe('paint');
    expect(remedied('unpainted', null, 'edge')).toBe('paint');
    expect(remedied('painted', 0, 'painted')).toBe('paint.importance');
  });

  it('smooths noise away, twice as much as before', () => {
    expect(remedied('noise', 0, 'edge')).toBe('edge:sigma=1');
    expect(remedied('noise', 1, 'region+edge:sigma=1.5')).toBe('region+edge:sigma=3');
    expect(remedied('noise', 0, 'edge:sigma=8')).toBeNull();
  });

  it('finds the class of the objects where the chosen ones are none', () => {
    expect(remedied('objects', 0, 'border:classes=rim')).toBe('border');
    expect(remedied('objects', 0, 'border')).toBeNull();
  });

  it('sharpens a map on which nothing stands out, or adds edges to it', () => {
    expect(remedied('flat', null, 'edge:sigma=8')).toBe('edge');
    expect(remedied('flat', null, 'balance')).toBe('balance*0.5+edge*0.5');
  });
});

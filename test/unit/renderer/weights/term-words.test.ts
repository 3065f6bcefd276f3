import { describe, expect, it } from 'vitest';
import { mainParameter, termValueWords, tickWords, weightWords } from '../../../../src/renderer/weights/term-words';
import { parseWeighting } from '../../../../src/shared/weighting/spec';

function words(spec: string): string {
  return mainParameter(parseWeighting(spec).terms[0]);
}

describe('the parameter that says most about a source', () => {
  it.each([
    ['edge', 'not smoothed'],
    ['edge:sigma=1.2', 'smoothed by 1.2 px'],
    ['region', 'darker than 0.5'],
    ['region:side=bright,threshold=otsu', "brighter than Otsu's threshold"],
    ['feature', 'depth 2 of 6'],
    ['feature:extractor=/models/vgg/model.json,layer=block1_conv2', 'vgg, block1_conv2'],
    ['balance', 'by 0.5'],
    ['balance:smoothing=1', 'in full'],
    ['balance:smoothing=0', 'not balanced'],
  ])('%s: %s', (spec, expected) => {
    expect(words(spec)).toBe(expected);
  });

  it('finds a model by its folder on Windows as well', () => {
    expect(words('feature:extractor="C:\\\\models\\\\vgg\\\\model.json",layer=a')).toBe('vgg, a');
  });
});

describe('numbers on the screen', () => {
  it('have as many digits as a person reads', () => {
    expect([0, 3.4159, 12.345, 104.9].map(weightWords)).toEqual(['0.00', '3.42', '12.3', '105']);
    expect([1, 3, 5, 2.6667].map(tickWords)).toEqual(['1', '3', '5', '2.67']);
  });

  it('name each source, and number those of the same name', () => {
    expect(
      termValueWords([
        { source: 'edge', value: 0.714 },
        { source: 'region', value: 1 },
        { source: 'edge', value: 0 },
      ]),
    ).toBe('edges 0.71 · regions 1.00 · edges 2 0.00');
  });
});

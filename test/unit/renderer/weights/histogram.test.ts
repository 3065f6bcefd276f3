import { describe, expect, it } from 'vitest';
import { barHeights, barsPath, barWords, histogramSentence } from '../../../../src/renderer/weights/histogram';

describe('the histogram', () => {
  it('shows a bin of a hundredth of the pixels at a tenth of the height', () => {
    expect(barHeights([10000, 100, 0])).toEqual([1, 0.1, 0]);
  });

  it('is empty for no pixels', () => {
    expect(barHeights([0, 0])).toEqual([0, 0]);
  });

  it('is drawn as one path of bars from the bottom up', () => {
    expect(barsPath([4, 1], 10)).toBe('M0.1 10v-10h0.8v10zM1.1 10v-5h0.8v5z');
  });

  it('says what a bar stands for in weights', () => {
    expect(barWords([750, 0, 200, 50], 2, 1, 4)).toBe('weight 3 to 4: 200 pixels, 20.0 %');
  });

  it('says in a sentence how much is heavy', () => {
    expect(histogramSentence([750, 0, 200, 50], 1, 4)).toBe('25.0 % of the pixels weigh 3 or more.');
  });
});

import { describe, expect, it } from 'vitest';
import { classRows, gainSentence, otherRows } from '../../../../src/renderer/weights/class-rows';

describe('the table of classes', () => {
  it('gives parts of the labelled pixels and of their weight', () => {
    const rows = classRows([
      { name: 'membrane', color: '#E69F00', pixels: 220, meanWeight: 3.9, shareOfWeight: 0.407 },
      { name: 'background', color: '#888888', pixels: 780, meanWeight: 1.6, shareOfWeight: 0.593 },
    ]);
    expect(rows.map(({ pixels, weight, mean }) => [pixels, weight, mean])).toEqual([
      ['22.0 %', '40.7 %', '3.90'],
      ['78.0 %', '59.3 %', '1.60'],
    ]);
  });

  it('has dashes for a class without pixels', () => {
    const [row] = classRows([{ name: 'axon', color: '#000000', pixels: 0, meanWeight: null, shareOfWeight: null }]);
    expect([row.pixels, row.weight, row.mean]).toEqual(['0 %', '–', '–']);
  });

  it('says in a sentence which class gains most, and nothing where none does', () => {
    const membrane = { name: 'membrane', color: '#E69F00', pixels: 220, meanWeight: 3.9, shareOfWeight: 0.407 };
    const background = { name: 'background', color: '#888888', pixels: 780, meanWeight: 1.6, shareOfWeight: 0.593 };
    expect(gainSentence([background, membrane])).toBe(
      'membrane is 22.0 % of the labelled pixels and gets 40.7 % of their weight.',
    );
    expect(
      gainSentence([
        { ...membrane, shareOfWeight: 0.22 },
        { ...background, shareOfWeight: 0.78 },
      ]),
    ).toBeNull();
    expect(gainSentence([])).toBeNull();
  });

  it('gives borders as part of the labelled pixels and the unlabelled as part of all', () => {
    const perClass = [{ name: 'a', color: '#000000', pixels: 100, meanWeight: 1, shareOfWeight: 1 }];
    const borders = { pixels: 10, meanWeight: 2, shareOfWeight: 0.2 };
    const unlabelled = { pixels: 300, meanWeight: 1, shareOfWeight: 0.75 };
    const rows = otherRows({ perClass, borders, unlabelled });
    expect(rows.map(({ name, pixels, weight, mean }) => [name, pixels, weight, mean])).toEqual([
      ['class borders', '10.0 %', '20.0 %', '2.00'],
      ['not labelled', '75.0 %', '75.0 %', '1.00'],
    ]);
    const none = { pixels: 0, meanWeight: null, shareOfWeight: null };
    expect(otherRows({ perClass, borders: none, unlabelled: none })).toEqual([]);
  });
});

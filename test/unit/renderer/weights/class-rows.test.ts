import { describe, expect, it } from 'vitest';
import { classRows } from '../../../../src/renderer/weights/class-rows';

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
});

import { describe, expect, it } from 'vitest';
import { viridisTable } from '../../../../src/renderer/canvas/color-table';
import { allColors, limitedTable } from '../../../../src/renderer/weights/color-limits';

describe('limits of the colours', () => {
  it('leave the colours as they are from end to end', () => {
    expect(limitedTable(allColors)).toEqual(viridisTable);
  });

  it('spread all colours over what lies between them', () => {
    const table = limitedTable([0.2, 0.6]);
    expect([table[0], table[51], table[102], table[153], table[255]]).toEqual(
      [0, 0, 128, 255, 255].map((step) => viridisTable[step]),
    );
  });
});

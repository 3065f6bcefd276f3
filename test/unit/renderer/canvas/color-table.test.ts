import { describe, expect, it } from 'vitest';
import { colorTable, infernoTable, packColor, viridisTable } from '../../../../src/renderer/canvas/color-table';

/** Red, green, blue and alpha as an ImageData reads them. */
function bytesOf(color: number): number[] {
  return [...new Uint8Array(Uint32Array.of(color).buffer)];
}

describe('a colour table', () => {
  it('holds colours as an ImageData does', () => {
    expect(bytesOf(packColor(1, 2, 3, 4))).toEqual([1, 2, 3, 4]);
    expect(bytesOf(colorTable([[7, '#e69F00']])[7])).toEqual([0xe6, 0x9f, 0x00, 255]);
  });

  it('is transparent where it was given no colour', () => {
    const table = colorTable([[7, '#ffffff']]);
    expect([table[0], table[6], table[255]]).toEqual([0, 0, 0]);
  });

  it('runs from the dark to the bright end of the published scales', () => {
    expect([viridisTable[0], viridisTable[255]].map(bytesOf)).toEqual([
      [0x44, 0x01, 0x54, 255],
      [0xfd, 0xe7, 0x25, 255],
    ]);
    expect([infernoTable[0], infernoTable[255]].map(bytesOf)).toEqual([
      [0x00, 0x00, 0x04, 255],
      [0xfc, 0xff, 0xa4, 255],
    ]);
  });
});

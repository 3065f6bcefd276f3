import { describe, expect, it } from 'vitest';
import { labelsOfMask, maskValueTable } from '../../../../src/shared/labels/mask-values';

const classes = [
  { id: 1, name: 'membrane' },
  { id: 3, name: 'vesicle' },
];
const mask = (...values: number[]) => ({ width: values.length, height: 1, data: Uint8Array.from(values) });

describe('what a mask file says', () => {
  it('takes values as class ids, 0 as unpainted and 255 as void where nothing is mapped', () => {
    const table = maskValueTable(classes, 'void');
    expect([...labelsOfMask(mask(0, 1, 3, 255), table, 'm.png').data]).toEqual([0, 1, 3, 255]);
  });

  it('takes only what the map names, by class name', () => {
    const table = maskValueTable(classes, 'void', { 0: 'membrane', 255: 'unpainted', 7: 'void' });
    expect([...labelsOfMask(mask(0, 255, 7), table, 'm.png').data]).toEqual([1, 0, 255]);
    expect(() => labelsOfMask(mask(3), table, 'm.png')).toThrow('the value 3');
  });

  it('names the values without a class, and the file', () => {
    const table = maskValueTable(classes, 'void');
    const read = () => labelsOfMask(mask(1, 2, 9), table, 'cells/m.png');
    expect(read).toThrow('the values 2, 9');
    expect(read).toThrow(expect.objectContaining({ code: 'mask-value-without-class', file: 'cells/m.png' }));
  });

  it('knows the background only where unpainted means background', () => {
    expect(maskValueTable(classes, 'background', { 255: 'background' })[255]).toBe(0);
    expect(() => maskValueTable(classes, 'void', { 255: 'background' })).toThrow('no class "background"');
  });
});

import { describe, expect, it } from 'vitest';
import { packColor } from '../../../../src/renderer/canvas/color-table';
import { labelName, labelPalette } from '../../../../src/renderer/paint/label-palette';
import { classIdSchema } from '../../../../src/shared/ids';

const [membrane, nucleus] = [classIdSchema.parse(1), classIdSchema.parse(7)];
const classes = [
  { id: membrane, name: 'membrane', color: '#e69f00' },
  { id: nucleus, name: 'nucleus', color: '#56b4e9' },
];

describe('the colours of labels', () => {
  it('are those of the classes; unpainted pixels let the image through', () => {
    const palette = labelPalette(classes, new Set());
    expect(palette[1]).toBe(packColor(0xe6, 0x9f, 0x00));
    expect(palette[7]).toBe(packColor(0x56, 0xb4, 0xe9));
    expect(palette[0]).toBe(0);
    expect(palette[3]).toBe(0);
  });

  it('leave out a hidden class and nothing else', () => {
    const shown = labelPalette(classes, new Set());
    const palette = labelPalette(classes, new Set([nucleus]));
    expect(palette[7]).toBe(0);
    expect([...palette].filter((color, label) => color !== shown[label])).toHaveLength(1);
  });

  it('show void, which an imported mask may hold', () => {
    expect(labelPalette([], new Set())[255]).not.toBe(0);
  });
});

describe('the name of a label', () => {
  it('is its class, void, or nothing', () => {
    expect(labelName(7, classes)).toBe('nucleus');
    expect(labelName(255, classes)).toBe('ignored (void)');
    expect(labelName(0, classes)).toBeNull();
    expect(labelName(9, classes)).toBeNull();
  });
});

import { Blend, Brush, Eraser, PaintBucket } from 'lucide-react';
import { describe, expect, it } from 'vitest';
import { historyIcon } from '../../../../src/renderer/paint/history-icon';

describe('the sign of a step', () => {
  it.each([
    ['stroke', 'Brush, membrane', Brush],
    ['stroke', 'Eraser', Eraser],
    ['fill', 'Fill, membrane', PaintBucket],
    ['other', 'Fill holes, membrane', Blend],
    ['other', 'Erase, membrane', Blend],
  ])('of kind %s called %s is that of its tool or act', (kind, label, icon) => {
    expect(historyIcon({ kind, label })).toBe(icon);
  });
});

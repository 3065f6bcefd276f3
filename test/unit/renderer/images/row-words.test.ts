import { describe, expect, it } from 'vitest';
import { spentWords, workWords } from '../../../../src/renderer/images/row-words';
import { imageRowSchema } from '../../../../src/shared/contract/images';

const image = imageRowSchema.parse({
  id: '0123456789abcdef',
  name: 'cell_04.png',
  width: 512,
  height: 512,
  channels: 1,
  depth: 8,
  format: 'png',
  bytes: 1000,
  status: 'to-do',
  split: null,
  paintedPixels: 0,
  isSplitLocked: false,
  strokes: 0,
  activeMs: 0,
  fileState: 'present',
  pixelSize: null,
  thumbnail: 'image://a/b/320?v',
  view: 'image://a/b/1600?v',
});

describe('an image in words', () => {
  it('says the time and the strokes that went into it, and nothing where none did', () => {
    expect(workWords(image)).toBe('');
    expect(workWords({ activeMs: 42 * 60_000, strokes: 318 })).toBe('42 min, 318 strokes');
    expect(workWords({ activeMs: 0, strokes: 1 })).toBe('1 stroke');
  });

  it.each([
    [10_000, 'under 1 min'],
    [60_000, '1 min'],
    [125 * 60_000, '2 h 5 min'],
  ])('says %d ms as %s', (ms, words) => {
    expect(spentWords(ms)).toBe(words);
  });
});

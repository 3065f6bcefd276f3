import { describe, expect, it } from 'vitest';
import { readAgainSentence } from '../../../../src/renderer/images/bulk-acts';
import { isSearchable } from '../../../../src/renderer/images/use-image-keys';

const broken = { code: 'image-truncated', message: 'a.png ends in the middle of its pixels.', hint: 'Copy it again.' };

describe('changed files that are read again', () => {
  it('are counted, and the first of those that cannot be read is told of', () => {
    expect(readAgainSentence(1, [])).toBe('1 file was read again.');
    expect(readAgainSentence(12, [])).toBe('12 files were read again.');
    expect(readAgainSentence(2, [broken])).toBe('2 files were read again. a.png ends in the middle of its pixels.');
    expect(readAgainSentence(0, [broken, broken, broken])).toBe(
      'a.png ends in the middle of its pixels. So it is with 2 others.',
    );
  });
});

describe('a key on the images', () => {
  it('begins a search where it writes what names hold', () => {
    expect(['a', 'Z', '7', 'é', '_'].every(isSearchable)).toBe(true);
    expect(['Enter', ' ', '.', 'F2', 'ArrowLeft', '?'].some(isSearchable)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { imageStateWords } from '../../../../src/renderer/components/image-state-words';
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
  split: null,
  paintedPixels: 0,
  isSplitLocked: false,
  fileState: 'present',
  thumbnail: 'image://a/b/320?v',
  view: 'image://a/b/1600?v',
});

describe('a picture of the filmstrip', () => {
  it('says whether it is painted', () => {
    expect(imageStateWords(image)).toBe('cell_04.png, not painted');
    expect(imageStateWords({ ...image, paintedPixels: 1 })).toBe('cell_04.png, painted');
  });

  it('says what its corner means', () => {
    expect(imageStateWords({ ...image, split: 'validation' })).toBe('cell_04.png, not painted, for validation');
  });

  it('says what is wrong with its file', () => {
    expect(imageStateWords({ ...image, fileState: 'missing' })).toBe('cell_04.png, not painted, file missing');
  });
});

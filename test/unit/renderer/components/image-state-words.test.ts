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
  status: 'to-do',
  strokes: 0,
  activeMs: 0,
  paintedPixels: 0,
  isSplitLocked: false,
  fileState: 'present',
  pixelSize: null,
  thumbnail: 'image://a/b/320?v',
  view: 'image://a/b/1600?v',
});

describe('a picture of the filmstrip', () => {
  it('says how far it is', () => {
    expect(imageStateWords(image)).toBe('cell_04.png, to do');
    expect(imageStateWords({ ...image, status: 'in-progress' })).toBe('cell_04.png, in progress');
  });

  it('says what its corner means', () => {
    expect(imageStateWords({ ...image, split: 'validation' })).toBe('cell_04.png, to do, for validation');
    expect(imageStateWords({ ...image, split: 'test', isSplitLocked: true })).toBe(
      'cell_04.png, to do, for testing, locked',
    );
  });

  it('says what is wrong with its file', () => {
    expect(imageStateWords({ ...image, fileState: 'missing' })).toBe('cell_04.png, to do, file missing');
  });
});

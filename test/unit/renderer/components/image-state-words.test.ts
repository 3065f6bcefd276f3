import { describe, expect, it } from 'vitest';
import { imageStateWords } from '../../../../src/renderer/components/image-state-words';
import { imageRow } from '../made/image-row';

const image = imageRow('a', { name: 'cell_04.png' });

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

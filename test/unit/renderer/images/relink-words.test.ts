import { describe, expect, it } from 'vitest';
import { splitSentence } from '../../../../src/renderer/images/bulk-acts';
import { relinkSentence } from '../../../../src/renderer/images/relink-words';

const ended = { status: 'ended', folder: '/new', replaced: [] } as const;

describe('what an act did, in a sentence', () => {
  it.each([
    [18, 0, 'All 18 missing images were found in /new; their labels came along.'],
    [1, 0, 'The missing image was found in /new; its labels came along.'],
    [16, 2, '16 of 18 missing images found in /new.'],
    [0, 1, 'The missing image is not in /new.'],
  ])('for %d found and %d still missing', (found, stillMissing, sentence) => {
    expect(relinkSentence({ ...ended, replaced: [], found, stillMissing })).toBe(sentence);
  });

  it.each([
    [3, 0, 'validation', '3 images now for validation.'],
    [1, 2, 'training', '1 image now for training. 2 locked images were left.'],
    [0, 1, null, 'Nothing changed. 1 locked image was left.'],
    [0, 0, 'test', 'That is so already.'],
  ] as const)('for %d moved and %d locked', (changed, refused, split, sentence) => {
    expect(splitSentence(changed, refused, split)).toBe(sentence);
  });
});

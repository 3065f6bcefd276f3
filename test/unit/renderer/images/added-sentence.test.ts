import { describe, expect, it } from 'vitest';
import { addedSentence } from '../../../../src/renderer/images/added-sentence';

const ended = { status: 'ended' as const, added: 0, restored: 0, wasCancelled: false, notAdded: [] };
const problem = { code: 'image-empty', message: 'It is empty.', hint: 'Copy it.' };

describe('the sentence after adding', () => {
  it('says what was added', () => {
    expect(addedSentence({ ...ended, added: 1 })).toBe('1 image added.');
  });

  it('says where the rest is listed', () => {
    expect(addedSentence({ ...ended, added: 24, notAdded: [{ file: '/a', name: 'a', problem }] })).toBe(
      '24 images added; 1 left out, listed under Not added.',
    );
  });

  it('does not count what kept all the rest from being added as one image', () => {
    expect(addedSentence({ ...ended, notAdded: [{ file: '', name: 'The rest', problem }] })).toBe(
      'No image added; the rest left out, for the reason under Not added.',
    );
  });

  it('says when it was stopped', () => {
    expect(addedSentence({ ...ended, wasCancelled: true })).toBe('No image added; stopped before the end.');
  });
});

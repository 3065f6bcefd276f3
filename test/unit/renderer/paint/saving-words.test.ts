import { describe, expect, it } from 'vitest';
import { savingWords } from '../../../../src/renderer/paint/saving-words';

describe('the state of saving', () => {
  it('tells who looks for Save that nothing is to be saved by hand', () => {
    const { words, hint } = savingWords({ status: 'saved' }, 'Ctrl+Z');
    expect(words).toBe('All saved');
    expect(hint).toContain('nothing to save by hand');
    expect(hint).toContain('Ctrl+Z');
  });

  it('says how many strokes are not on the disk, and why', () => {
    const problem = { code: 'disk-full', message: 'The disk is full.', hint: 'Make room and try again.' };
    const line = savingWords({ status: 'failed', edits: 2, problem }, 'Ctrl+Z');
    expect(line).toEqual({
      tone: 'bad',
      words: '2 strokes not saved',
      hint: 'The disk is full. Make room and try again.',
    });
  });

  it('counts one stroke as one', () => {
    expect(savingWords({ status: 'saving', edits: 1 }, 'Ctrl+Z').hint).toBe('1 stroke on the way to the disk.');
  });
});

import { describe, expect, it } from 'vitest';
import { engineWords } from '../../../../src/renderer/app/engine-words';

describe('the engine in the status line', () => {
  it('is what it computes on, with the reason a hover away', () => {
    expect(
      engineWords({ status: 'ready', device: 'TensorFlow 2.21 on CPU', deviceNotes: ['No driver.'], notice: null }),
    ).toEqual({ tone: 'good', words: 'TensorFlow 2.21 on CPU', notes: 'No driver.' });
  });

  it('warns while it says that it was started again', () => {
    expect(engineWords({ status: 'ready', device: 'd', deviceNotes: [], notice: 'It ended.' }).tone).toBe('warn');
  });

  it('is the problem and its hint when it does not start', () => {
    const problem = { code: 'engine-not-starting', message: 'It does not start.', hint: 'Run doctor.' };
    expect(engineWords({ status: 'failed', problem })).toEqual({
      tone: 'bad',
      words: 'It does not start.',
      notes: 'Run doctor.',
    });
  });
});

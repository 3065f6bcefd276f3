import { describe, expect, it } from 'vitest';
import { runSentence, trainingSentence } from '../../../../src/main/projects/run-sentence';
import { runIdSchema } from '../../../../src/shared/ids';

const run = { id: runIdSchema.parse('run-007'), step: 31, totalSteps: 50, best: null };

describe('the latest run on a card', () => {
  it('says how far it is while it trains', () => {
    expect(trainingSentence({ run: run.id, step: 31, totalSteps: 50 })).toBe('Run 7: training, 62 %');
    expect(trainingSentence({ run: run.id, step: 0, totalSteps: 50 })).toBe('Run 7: preparing');
    expect(trainingSentence({ run: run.id, step: 0, totalSteps: null })).toBe('Run 7: preparing');
  });

  it('keeps of a run in progress nothing that would be wrong once the app has ended', () => {
    expect(runSentence({ ...run, status: 'running' })).toBe('Run 7: unfinished');
    expect(runSentence({ ...run, status: 'running', best: { step: 20, meanIou: 0.5 } })).toBe(
      'Run 7: unfinished, mean IoU 0.500',
    );
  });

  it('says its score when it is finished', () => {
    expect(runSentence({ ...run, status: 'finished', best: { step: 50, meanIou: 0.6412 } })).toBe(
      'Run 7: mean IoU 0.641',
    );
  });

  it('says how it ended where there is no score', () => {
    expect(runSentence({ ...run, status: 'failed' })).toBe('Run 7: failed');
    expect(runSentence({ ...run, status: 'stopped', best: { step: 5, meanIou: 0.5 } })).toBe(
      'Run 7: stopped, mean IoU 0.500',
    );
  });
});

import { describe, expect, it } from 'vitest';
import {
  clock,
  endedSentence,
  lossWords,
  networkWords,
  parameterWords,
  runName,
  secondsOf,
  spanWords,
} from '../../../../src/renderer/train/run-words';
import { runIdSchema } from '../../../../src/shared/ids';
import { lossSchema, networkSchema } from '../../../../src/shared/training/run-config';
import { runRow } from '../made/run-row';

const row = runRow(7, {
  startedAt: '2026-05-20T12:00:05.000Z',
  endedAt: '2026-05-20T12:04:17.000Z',
  best: { step: 250, meanIou: 0.641 },
  scores: { classes: [], meanIou: 0.6409, meanBoundaryIou: 0.33, validPixels: 10 },
  reason: 'All steps done.',
});

describe('words for runs', () => {
  it('name a run by its number', () => {
    expect([runName(row.id), runName(runIdSchema.parse('run-1234'))]).toEqual(['Run 7', 'Run 1234']);
  });

  it('give a loss with the parameters that differ from the usual', () => {
    expect(lossWords(lossSchema.parse({ kind: 'ce+dice' }))).toBe('ce+dice');
    expect(lossWords(lossSchema.parse({ kind: 'ce+dice', diceShare: 0.3 }))).toBe('ce+dice, Dice 0.3');
  });

  it('give a network with what differs from the usual of its kind', () => {
    const words = (network: object) => networkWords(networkSchema.parse(network));
    expect(words({ kind: 'unet' })).toBe('U-Net 16');
    expect(words({ kind: 'attention-unet', width: 8, depth: 3 })).toBe('Attention U-Net 8, depth 3');
    expect(words({ kind: 'efficientnet-lite0' })).toBe('Lite0 U-Net 16');
    expect(words({ kind: 'efficientnet-lite0', depth: 4, pretrained: false })).toBe(
      'Lite0 U-Net 16, depth 4, random encoder',
    );
  });

  it('give times as a clock, and spans as a person would', () => {
    expect([0, 252, 3849].map(clock)).toEqual(['0:00', '4:12', '1:04:09']);
    expect([0.4, 42, 119, 130, 410, 700, 9000, 400_000].map(spanWords)).toEqual([
      'less than a second',
      '42 s',
      '2 min',
      '2 min 10 s',
      '6 min 50 s',
      '12 min',
      '2.5 h',
      '5 days',
    ]);
  });

  it('count a run in progress up to now', () => {
    expect(secondsOf(row, 0)).toBe(252);
    const nowMs = Date.parse('2026-05-20T12:00:35.000Z');
    expect(secondsOf({ ...row, endedAt: null }, nowMs)).toBe(30);
    expect(secondsOf({ ...row, startedAt: null }, nowMs)).toBeNull();
  });

  it('shorten numbers of parameters', () => {
    expect([812, 4_310, 482_000, 1_940_000, 31_000_000].map(parameterWords)).toEqual([
      '812',
      '4.3 k',
      '482 k',
      '1.9 M',
      '31 M',
    ]);
  });

  it('say how a run ended', () => {
    expect(endedSentence(row)).toBe('Run 7 finished: mean IoU 0.641 on validation.');
    expect(endedSentence({ ...row, scores: null })).toBe('Run 7 finished.');
    const problem = { code: 'disk-full', message: 'The disk is full.', hint: 'Make room.' };
    expect(endedSentence({ ...row, status: 'failed', problem })).toBe('Run 7 failed: The disk is full.');
    const reason = 'Maskwright was closed.';
    expect(endedSentence({ ...row, status: 'interrupted', reason })).toBe(
      'Run 7 was interrupted: Maskwright was closed.',
    );
  });
});

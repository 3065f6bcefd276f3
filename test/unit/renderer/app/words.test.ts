import { describe, expect, it } from 'vitest';
import { ago, bytes, counted, percent, timeLeft } from '../../../../src/renderer/app/words';

const now = new Date(2026, 4, 20, 15, 0).getTime();
const minutes = 60_000;

describe('words for numbers', () => {
  it('count one and many', () => {
    expect([counted(1, 'image'), counted(1204, 'image')]).toEqual(['1 image', '1,204 images']);
  });

  it('give sizes in powers of a thousand', () => {
    expect([0, 999, 1000, 2_440_000, 188_000].map(bytes)).toEqual(['0 B', '999 B', '1.0 kB', '2.4 MB', '188 kB']);
  });

  it('do not call something nothing', () => {
    expect([percent(0, 10), percent(1, 1_000_000), percent(124, 1000), percent(1, 0)]).toEqual([
      '0 %',
      '< 0.1 %',
      '12.4 %',
      '0 %',
    ]);
  });

  it('do not call most of it all', () => {
    expect([percent(10, 10), percent(999_999, 1_000_000), percent(999, 1000)]).toEqual(['100 %', '> 99.9 %', '99.9 %']);
  });

  it('round what is left as a person would', () => {
    expect([2, 13, 250, 7200].map(timeLeft)).toEqual(['a few seconds left', '15 s left', '4 min left', '2.0 h left']);
  });
});

describe('how long ago', () => {
  it.each([
    [0, 'just now'],
    [1 * minutes, '1 minute ago'],
    [42 * minutes, '42 minutes ago'],
    [3 * 60 * minutes, '3 hours ago'],
    [20 * 60 * minutes, 'yesterday'],
    [3 * 24 * 60 * minutes, '3 days ago'],
    [90 * 24 * 60 * minutes, 'Feb 19, 2026'],
  ])('%d ms before is %s', (before, words) => {
    expect(ago(now - before, now)).toBe(words);
  });
});

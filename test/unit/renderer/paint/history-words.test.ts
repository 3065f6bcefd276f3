import { describe, expect, it } from 'vitest';
import { shortAgo } from '../../../../src/renderer/paint/history-words';

const now = new Date(2025, 2, 12, 15, 30).getTime();
const at = (...parts: [number, number, number, number, number]): string => shortAgo(new Date(...parts).getTime(), now);

describe('when an edit was made', () => {
  it('is said in minutes and hours of the same day', () => {
    expect(shortAgo(now - 59_000, now)).toBe('now');
    expect(shortAgo(now - 61_000, now)).toBe('1 min');
    expect(at(2025, 2, 12, 14, 31)).toBe('59 min');
    expect(at(2025, 2, 12, 13, 0)).toBe('2 h');
  });

  it('is yesterday from midnight on, however few hours ago', () => {
    expect(shortAgo(new Date(2025, 2, 11, 23, 0).getTime(), new Date(2025, 2, 12, 1, 0).getTime())).toBe('yesterday');
    expect(at(2025, 2, 11, 0, 5)).toBe('yesterday');
  });

  it('is said in days, then as a date', () => {
    expect(at(2025, 2, 9, 23, 0)).toBe('3 days');
    expect(at(2025, 1, 20, 12, 0)).toBe('20 Feb');
    expect(at(2024, 11, 31, 12, 0)).toBe('31 Dec 2024');
  });

  it('is now where the clock was set back', () => {
    expect(shortAgo(now + 5000, now)).toBe('now');
  });
});

import { describe, expect, it } from 'vitest';
import { Progress } from '../../../../scripts/console/progress.mjs';
import { sizeInWords, timeInWords } from '../../../../scripts/console/words.mjs';

function recorded(isTTY: boolean, options: { total?: number; unit?: 'bytes' | 'packages' } = {}) {
  const clock = { ms: 0 };
  const written: string[] = [];
  const output = { isTTY, write: (text: string) => written.push(text) };
  return { clock, written, progress: new Progress('part', { ...options, output, now: () => clock.ms }) };
}

describe('Progress', () => {
  it('shows bytes, speed and time left', () => {
    const { clock, written, progress } = recorded(true, { total: 100e6 });
    progress.update(0);
    clock.ms = 2000;
    progress.update(20e6);
    expect(written.at(-1)).toContain('part  20.0 MB of 100 MB, 10.0 MB/s, 8.0 s left');
  });

  it('takes no speed from bytes that an earlier try had fetched', () => {
    const { clock, written, progress } = recorded(true, { total: 100e6 });
    progress.update(80e6);
    clock.ms = 1000;
    progress.update(90e6);
    expect(written.at(-1)).toContain('90.0 MB of 100 MB, 10.0 MB/s, 1.0 s left');
  });

  it('shows the time so far where the whole is not known', () => {
    const { clock, written, progress } = recorded(true);
    progress.update(0);
    clock.ms = 4000;
    progress.update(8e6);
    expect(written.at(-1)).toContain('8.0 MB, 2.0 MB/s, 4.0 s so far');
  });

  it('writes a line every ten seconds into a log', () => {
    const { clock, written, progress } = recorded(false, { total: 600, unit: 'packages' });
    for (clock.ms = 0; clock.ms <= 30_000; clock.ms += 1000) progress.update(clock.ms / 100);
    expect(written).toHaveLength(3);
    expect(written[0]).toBe('  part  100 of 600 packages, 50 s left\n');
  });
});

describe('words', () => {
  it.each([
    [999, '1 kB'],
    [17.4e6, '17.4 MB'],
    [273.8e6, '274 MB'],
    [2.06e9, '2.1 GB'],
  ])('%d bytes are %s', (bytes, words) => expect(sizeInWords(bytes)).toBe(words));

  it.each([
    [0.25, '0.3 s'],
    [45, '45 s'],
    [150, '2 min 30 s'],
    [119.7, '2 min 0 s'],
  ])('%d seconds are %s', (seconds, words) => expect(timeInWords(seconds)).toBe(words));
});

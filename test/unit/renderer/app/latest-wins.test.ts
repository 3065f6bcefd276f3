import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { latestWins } from '../../../../src/renderer/app/latest-wins';
import { Problem } from '../../../../src/shared/problem';

/** An answerer that answers when the test says so. */
function answerer(patienceMs: number) {
  const open = new Map<number, { answer(): void; fail(): void }>();
  const asked: number[] = [];
  const shown: (number | string)[] = [];
  const busy: boolean[] = [];
  const queue = latestWins<number, number>({
    ask: (input) => {
      asked.push(input);
      return new Promise((resolve, reject) => {
        open.set(input, { answer: () => resolve(input), fail: () => reject(new Error(`no ${input}`)) });
      });
    },
    onAnswer: (output) => shown.push(output),
    onFailure: ({ message }) => shown.push(message),
    onBusy: (isBusy) => busy.push(isBusy),
    patienceMs,
  });
  const settle = async (input: number, how: 'answer' | 'fail' = 'answer'): Promise<void> => {
    open.get(input)?.[how]();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { queue, asked, shown, busy, settle };
}

describe('requests of which the latest wins', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('asks at once and shows the answer', async () => {
    const { queue, asked, shown, settle } = answerer(250);
    queue.want(1);
    expect(asked).toEqual([1]);
    await settle(1);
    expect(shown).toEqual([1]);
  });

  it('keeps one in flight, and of those that wait only the last', async () => {
    const { queue, asked, shown, settle } = answerer(250);
    for (const value of [1, 2, 3, 4]) queue.want(value);
    expect(asked).toEqual([1]);
    await settle(1);
    expect(asked).toEqual([1, 4]);
    await settle(4);
    expect(shown).toEqual([1, 4]);
  });

  it('asks anew where the one in flight takes too long, and drops its late answer', async () => {
    const { queue, asked, shown, settle } = answerer(250);
    queue.want(1);
    queue.want(2);
    await vi.advanceTimersByTimeAsync(249);
    expect(asked).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual([1, 2]);
    await settle(2);
    await settle(1);
    expect(shown).toEqual([2]);
  });

  it('asks at once where something is wanted after patience has run out', async () => {
    const { queue, asked } = answerer(250);
    queue.want(1);
    await vi.advanceTimersByTimeAsync(400);
    queue.want(2);
    expect(asked).toEqual([1, 2]);
  });

  it('shows what was overtaken where it answers in order', async () => {
    const { queue, shown, settle } = answerer(250);
    queue.want(1);
    queue.want(2);
    await vi.advanceTimersByTimeAsync(250);
    await settle(1);
    await settle(2);
    expect(shown).toEqual([1, 2]);
  });

  it('goes on after a failure', async () => {
    const { queue, asked, shown, settle } = answerer(250);
    queue.want(1);
    queue.want(2);
    await settle(1, 'fail');
    await settle(2);
    expect(asked).toEqual([1, 2]);
    expect(shown).toEqual(['no 1', 2]);
  });

  it('says nothing of a request that was given up for a newer one', async () => {
    const shown: string[] = [];
    const queue = latestWins<number, number>({
      ask: async () => {
        throw new Problem('superseded', 'A newer request came.', '');
      },
      onAnswer: () => undefined,
      onFailure: ({ message }) => shown.push(message),
      patienceMs: 250,
    });
    queue.want(1);
    await vi.advanceTimersByTimeAsync(250);
    expect(shown).toEqual([]);
  });

  it('forgets what waits and what is in flight', async () => {
    const { queue, asked, shown, settle } = answerer(250);
    queue.want(1);
    queue.want(2);
    queue.forget();
    await settle(1);
    expect([asked, shown]).toEqual([[1], []]);
    queue.want(3);
    await settle(3);
    expect(shown).toEqual([3]);
  });

  it('is busy until the last that was wanted has answered', async () => {
    const { queue, busy, settle } = answerer(250);
    queue.want(1);
    queue.want(2);
    await settle(1);
    expect(busy.at(-1)).toBe(true);
    await settle(2);
    expect(busy.at(-1)).toBe(false);
  });

  it('is no longer busy once it is told to forget', async () => {
    const { queue, busy, settle } = answerer(250);
    queue.want(1);
    queue.forget();
    expect(busy.at(-1)).toBe(false);
    await settle(1);
    expect(busy).toEqual([true, false]);
  });
});

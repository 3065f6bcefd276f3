import { describe, expect, it } from 'vitest';
import { SharedWork } from '../../../../src/engine/inspection/shared-work';

describe('shared work', () => {
  const never = (signal: AbortSignal): Promise<string> =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

  it('is done once for all who ask while it goes on', async () => {
    const work = new SharedWork<number>();
    let times = 0;
    const compute = async (): Promise<number> => {
      await new Promise((resolve) => setImmediate(resolve));
      return ++times;
    };
    const { signal } = new AbortController();
    expect(await Promise.all([work.do('k', signal, compute), work.do('k', signal, compute)])).toEqual([1, 1]);
    expect(await work.do('k', signal, compute)).toBe(2);
  });

  it('goes on while one of two still waits, and is given up with the last', async () => {
    const work = new SharedWork<string>();
    const [first, second] = [new AbortController(), new AbortController()];
    let inner: AbortSignal | undefined;
    const compute = (signal: AbortSignal): Promise<string> => {
      inner = signal;
      return never(signal);
    };
    const one = work.do('k', first.signal, compute);
    const two = work.do('k', second.signal, compute);
    first.abort(new Error('first left'));
    await expect(one).rejects.toThrow('first left');
    expect(inner?.aborted).toBe(false);
    second.abort(new Error('second left'));
    await expect(two).rejects.toThrow('second left');
    expect(inner?.aborted).toBe(true);
  });

  it('begins anew after a failure', async () => {
    const work = new SharedWork<string>();
    const { signal } = new AbortController();
    await expect(work.do('k', signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await work.do('k', signal, () => Promise.resolve('yes'))).toBe('yes');
  });
});

import { describe, expect, it, vi } from 'vitest';
import { StepPictureFeed } from '../../../../src/renderer/paint/step-picture-feed';

const cell = { x: 0, y: 0, width: 1, height: 1, columns: 1, rows: 1 };
const pictureOf = (editId: number) => ({
  ...cell,
  editId,
  labels: new Uint8Array([1]),
  changed: new Uint8Array([255]),
});
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('pictures of steps in view', () => {
  it('are asked for together, and once', async () => {
    const asked: number[][] = [];
    const feed = new StepPictureFeed(async (editIds) => {
      asked.push(editIds);
      return { pictures: editIds.map(pictureOf), isWhole: true };
    });
    const made = vi.fn();
    for (const editId of [3, 1, 2]) feed.want(editId, made);
    await pause();
    expect(asked).toEqual([[3, 2, 1]]);
    expect(made).toHaveBeenCalledTimes(3);
    expect(feed.kept(2)?.labels).toEqual(new Uint8Array([1]));
  });

  it('are asked for until all are made', async () => {
    const answers = [[9], [], [8]];
    const feed = new StepPictureFeed(async () => {
      const pictures = (answers.shift() ?? []).map(pictureOf);
      return { pictures, isWhole: answers.length === 0 };
    });
    const made = vi.fn();
    feed.want(8, made);
    feed.want(9, made);
    await pause();
    expect(made).toHaveBeenCalledTimes(2);
    expect(feed.kept(8)).toBeDefined();
  });

  it('are not asked for any more once their row is out of view', async () => {
    const ask = vi.fn(async (editIds: number[]) => ({ pictures: editIds.map(pictureOf), isWhole: true }));
    const feed = new StepPictureFeed(ask);
    const end = feed.want(1, vi.fn());
    feed.want(2, vi.fn());
    end();
    await pause();
    expect(ask.mock.calls).toEqual([[[2]]]);
  });

  it('that cannot be had are not asked for again and again', async () => {
    const ask = vi.fn(() => Promise.reject(new Error('damaged')));
    const feed = new StepPictureFeed(ask);
    const told = vi.fn();
    feed.want(1, told);
    await pause();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(told).toHaveBeenCalledTimes(1);
    expect(feed.kept(1)).toBeUndefined();
  });
});

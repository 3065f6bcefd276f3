import { describe, expect, it, vi } from 'vitest';
import { SheetFeed, type SheetMap, sheetKey } from '../../../../src/renderer/weights/sheet-feed';
import { parseWeighting } from '../../../../src/shared/weighting/spec';
import { imageRow } from '../made/image-row';

const edge = parseWeighting('edge');
const made: SheetMap = { problem: { code: 'a', message: 'b', hint: 'c' } };

function feedOf() {
  const asked: { id: string; answer(): void }[] = [];
  const feed = new SheetFeed(
    ({ id }) => new Promise((resolve) => asked.push({ id, answer: () => resolve(made) })),
    () => undefined,
  );
  const answer = async (): Promise<void> => {
    asked.at(-1)?.answer();
    await vi.waitFor(() => undefined);
    await Promise.resolve();
  };
  return { feed, asked, answer };
}

describe('the maps of a contact sheet', () => {
  const [a, b, c] = [imageRow('a'), imageRow('b'), imageRow('c')];

  it('are made one after another, and once', async () => {
    const { feed, asked, answer } = feedOf();
    feed.want([a, b], edge);
    expect(asked.map(({ id }) => id)).toEqual([a.id]);
    await answer();
    expect(asked.map(({ id }) => id)).toEqual([a.id, b.id]);
    await answer();
    feed.want([b, a], parseWeighting('edge:floor=0.5,strength=9'));
    expect(asked).toHaveLength(2);
    expect(feed.get(sheetKey(a, edge))).toBe(made);
  });

  it('are not made of what left the view', async () => {
    const { feed, asked, answer } = feedOf();
    feed.want([a, b], edge);
    feed.want([c], edge);
    await answer();
    await answer();
    expect(asked.map(({ id }) => id)).toEqual([a.id, c.id]);
    expect(feed.missing).toBe(0);
  });

  it('are forgotten when what they show changed, an answer on its way included', async () => {
    const { feed, asked, answer } = feedOf();
    feed.want([a], edge);
    feed.forget();
    await answer();
    expect(feed.get(sheetKey(a, edge))).toBeNull();
    feed.want([a], edge);
    expect(asked).toHaveLength(2);
  });
});

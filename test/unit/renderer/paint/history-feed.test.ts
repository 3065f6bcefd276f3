import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { HISTORY_PAGE, HistoryFeed } from '../../../../src/renderer/paint/history-feed';
import type { HistoryList } from '../../../../src/renderer/paint/history-list';
import type { HistoryPart, HistoryRow } from '../../../../src/shared/contract/labels';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';

/** A history as main keeps it: edits in a row, some of the last ones undone. Every seventh touches other images. */
class MadeHistory {
  edits: HistoryRow[] = [];
  standing = 0;
  asked: (number | null)[] = [];
  #ids = 0;

  paint(times = 1): void {
    for (let i = 0; i < times; i++) {
      this.#ids++;
      const row = { editId: this.#ids, kind: 'stroke', label: `Stroke ${this.#ids}`, at: '', isUndone: false };
      const edit = { ...row, images: this.#ids % 7 === 0 ? 3 : 1 };
      this.edits = [...this.edits.slice(0, this.standing), edit];
      this.standing++;
    }
  }

  stepTo(place: number): void {
    this.standing = place;
  }

  readonly ask = async (from: number | null, limit: number): Promise<HistoryPart> => {
    this.asked.push(from);
    const first = from ?? Math.max(0, this.edits.length - limit);
    const part = {
      total: this.edits.length,
      standing: this.standing,
      from: first,
      rows: this.edits.slice(first, first + limit),
      shared: this.edits
        .map((edit, place) => ({ ...edit, place }))
        .filter(({ images, place }) => images > 1 && place >= (from ?? 0)),
    };
    await new Promise((resolve) => setTimeout(resolve));
    return part;
  };
}

function begun(history: MadeHistory): { feed: HistoryFeed; shown: () => HistoryList | null } {
  let list: HistoryList | null = null;
  const feed = new HistoryFeed(history.ask, (now) => {
    list = now;
  });
  return { feed, shown: () => list };
}

describe('the history that is shown', () => {
  it('asks after a stroke for what is new alone', async () => {
    const history = new MadeHistory();
    history.paint(200);
    const { feed, shown } = begun(history);
    await feed.renew();
    history.paint();
    await feed.renew();
    expect(history.asked).toEqual([null, 199]);
    expect(shown()).toMatchObject({ total: 201, standing: 201 });
    expect(shown()?.rows.get(200)?.label).toBe('Stroke 201');
    expect(shown()?.rows.size).toBe(HISTORY_PAGE + 1);
  });

  it('asks for rows that come into view, by the page', async () => {
    const history = new MadeHistory();
    history.paint(200);
    const { feed, shown } = begun(history);
    await feed.renew();
    await feed.need([20, 21, 60]);
    expect(history.asked).toEqual([null, 0, 50]);
    expect(shown()?.rows.get(60)?.editId).toBe(61);
  });

  it('asks once for all strokes that were made while it asked', async () => {
    const history = new MadeHistory();
    history.paint(3);
    const { feed, shown } = begun(history);
    await feed.renew();
    const first = feed.renew();
    for (let i = 0; i < 20; i++) {
      history.paint();
      void feed.renew();
    }
    await first;
    expect(history.asked).toHaveLength(3);
    expect(shown()?.total).toBe(23);
  });

  it('is asked for again after a failure', async () => {
    const history = new MadeHistory();
    history.paint();
    const ask = vi.fn(history.ask).mockRejectedValueOnce(new Error('gone'));
    const shown = vi.fn();
    const feed = new HistoryFeed(ask, shown);
    await expect(feed.renew()).rejects.toThrow('gone');
    await feed.renew();
    expect(shown.mock.calls.map(([{ total }]) => total)).toEqual([1]);
  });

  it('is what main has, whatever is painted, undone and looked at', async () => {
    const act = fc.oneof(
      fc.record({ kind: fc.constant('paint' as const), times: fc.integer({ min: 1, max: 70 }) }),
      fc.record({ kind: fc.constant('step' as const), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ kind: fc.constant('look' as const), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ kind: fc.constant('pause' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
        const history = new MadeHistory();
        const { feed, shown } = begun(history);
        for (const each of acts) {
          if (each.kind === 'paint') history.paint(each.times);
          else if (each.kind === 'step') history.stepTo(Math.round(each.part * history.edits.length));
          else if (each.kind === 'look')
            void feed.need([Math.floor(each.part * Math.max(0, history.edits.length - 1))]);
          else await new Promise((resolve) => setTimeout(resolve));
          if (each.kind !== 'look') void feed.renew();
        }
        await feed.renew();
        // What was on its way when this was asked for is over once nothing is asked any more.
        for (let asked = -1; asked !== history.asked.length; ) {
          asked = history.asked.length;
          await new Promise((resolve) => setTimeout(resolve, 3));
        }
        const list = shown();
        expect(list).toMatchObject({ total: history.edits.length, standing: history.standing });
        for (const [place, row] of list?.rows ?? []) {
          if (place < history.edits.length) expect(row.editId).toBe(history.edits[place].editId);
        }
        const shared = history.edits.flatMap(({ images }, place) => (images > 1 ? [place] : []));
        expect(list?.shared.map(({ place }) => place)).toEqual(shared);
      }),
      { seed: 8, numRuns: isSoak ? 400 : 40 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { Bitmap } from '../../../../src/renderer/canvas/picture-store';
import { TileStore, type TileStoreOptions } from '../../../../src/renderer/canvas/tile-store';

interface MadeTile extends Bitmap {
  isClosed: boolean;
}

const TILE_BYTES = 4 * 512 * 512;

/** Tiles of 512 x 512 that arrive when they are told to. */
function made(options?: TileStoreOptions) {
  const asked = new Map<string, { signal: AbortSignal; arrive(): MadeTile; fail(): void }>();
  const store = new TileStore<MadeTile>(
    (address, signal) =>
      new Promise((resolve, reject) => {
        const arrive = (): MadeTile => {
          const tile = {
            ...{ width: 512, height: 512, isClosed: false },
            close() {
              tile.isClosed = true;
            },
          };
          resolve(tile);
          return tile;
        };
        asked.set(address, { signal, arrive, fail: () => reject(new Error('gone')) });
      }),
    options,
  );
  const arrive = async (address: string): Promise<MadeTile> => {
    const tile = asked.get(address)?.arrive();
    if (tile === undefined) throw new Error(`${address} was not asked for`);
    await settled();
    return tile;
  };
  return { store, asked, arrive };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('tiles', () => {
  it('are fetched in the order of their urgency, a few at a time', async () => {
    const { store, asked, arrive } = made({ maxLoading: 2 });
    store.open(() => {}).want(['a', 'b', 'c']);
    expect([...asked.keys()]).toEqual(['a', 'b']);
    await arrive('a');
    expect([...asked.keys()]).toEqual(['a', 'b', 'c']);
  });

  it('are told of when they are there', async () => {
    const { store, arrive } = made();
    const told: string[] = [];
    const user = store.open((address) => told.push(address));
    user.want(['a']);
    expect(user.at('a')).toBeNull();
    const tile = await arrive('a');
    expect(told).toEqual(['a']);
    expect(user.at('a')).toBe(tile);
  });

  it('are fetched once for two panes', () => {
    const { store, asked } = made();
    const [one, other] = [store.open(() => {}), store.open(() => {})];
    one.want(['a']);
    const first = asked.get('a');
    other.want(['a']);
    expect(asked.get('a')).toBe(first);
    one.release();
    expect(first?.signal.aborted).toBe(false);
    other.release();
    expect(first?.signal.aborted).toBe(true);
  });

  it('that left the view are given up, and closed should they still arrive', async () => {
    const { store, asked, arrive } = made();
    const user = store.open(() => {});
    user.want(['a']);
    user.want(['b']);
    expect(asked.get('a')?.signal.aborted).toBe(true);
    expect((await arrive('a')).isClosed).toBe(true);
    expect(user.at('a')).toBeNull();
  });

  it('are closed beyond what may be kept, the one drawn longest ago first', async () => {
    const { store, arrive } = made({ keptBytes: 2 * TILE_BYTES });
    const user = store.open(() => {});
    user.want(['a', 'b']);
    const tiles = [await arrive('a'), await arrive('b')];
    user.at('a');
    user.want(['c']);
    tiles.push(await arrive('c'));
    expect(tiles.map(({ isClosed }) => isClosed)).toEqual([false, true, false]);
  });

  it('in view are kept, however many', async () => {
    const { store, arrive } = made({ keptBytes: 1 });
    const user = store.open(() => {});
    user.want(['a', 'b']);
    const tiles = [await arrive('a'), await arrive('b')];
    expect(tiles.map(({ isClosed }) => isClosed)).toEqual([false, false]);
    user.release();
    expect(tiles.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });

  it('that could not be had are tried again when they come back into view', async () => {
    const { store, asked, arrive } = made();
    const user = store.open(() => {});
    user.want(['a']);
    asked.get('a')?.fail();
    await settled();
    user.want([]);
    user.want(['a']);
    const tile = await arrive('a');
    expect(user.at('a')).toBe(tile);
  });

  it('that cannot be had are told of once, and tried again for the next user', async () => {
    const { store, asked } = made();
    const told: string[] = [];
    const user = store.open((address) => told.push(address));
    user.want(['a']);
    const first = asked.get('a');
    first?.fail();
    await settled();
    expect([told, user.hasFailed('a')]).toEqual([['a'], true]);
    user.want(['a']);
    expect(asked.get('a')).toBe(first);
    store.open(() => {}).want(['a']);
    expect(asked.get('a')).not.toBe(first);
  });
});

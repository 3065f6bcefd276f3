import { describe, expect, it } from 'vitest';
import { type Bitmap, type PictureAddresses, PictureStore } from '../../../../src/renderer/canvas/picture-store';

interface MadeBitmap extends Bitmap {
  address: string;
  isClosed: boolean;
}

/** Renditions that arrive when they are told to: `small-*` of 1600x1200, `whole-*` of 8000x6000. */
function made(keptPixels?: number) {
  const asked: { address: string; signal: AbortSignal; arrive(): MadeBitmap; fail(): void }[] = [];
  const store = new PictureStore<MadeBitmap>(
    (address, signal) =>
      new Promise((resolve, reject) => {
        asked.push({
          address,
          signal,
          arrive: () => {
            const [width, height] = address.startsWith('small') ? [1600, 1200] : [8000, 6000];
            const bitmap: MadeBitmap = {
              ...{ address, width, height, isClosed: false },
              close() {
                this.isClosed = true;
              },
            };
            resolve(bitmap);
            return bitmap;
          },
          fail: () => reject(new Error('gone')),
        });
      }),
    keptPixels,
  );
  return { store, asked };
}

function image(name: string): PictureAddresses {
  return { width: 8000, height: 6000, small: `small-${name}`, whole: `whole-${name}` };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('pictures', () => {
  it('are shown small first, and whole where the small one would be enlarged', async () => {
    const { store, asked } = made();
    let changes = 0;
    const picture = store.open(image('a'), () => changes++);
    expect(picture.at(1)).toBeNull();
    asked[0].arrive();
    await settled();
    expect(picture.at(0.2)?.address).toBe('small-a');
    expect(asked).toHaveLength(1);
    expect(picture.at(0.5)?.address).toBe('small-a');
    asked[1].arrive();
    await settled();
    expect(picture.at(0.5)?.address).toBe('whole-a');
    expect(picture.at(0.2)?.address).toBe('small-a');
    expect(changes).toBe(2);
  });

  it('are fetched once for two panes', async () => {
    const { store, asked } = made();
    const both = [store.open(image('a'), () => {}), store.open(image('a'), () => {})];
    asked[0].arrive();
    await settled();
    expect(both.map((picture) => picture.at(0.1)?.address)).toEqual(['small-a', 'small-a']);
    expect(asked).toHaveLength(1);
  });

  it('are at hand again for a step back', async () => {
    const { store, asked } = made();
    const first = store.open(image('a'), () => {});
    asked[0].arrive();
    await settled();
    first.release();
    store.open(image('b'), () => {});
    expect(store.open(image('a'), () => {}).at(0.1)?.address).toBe('small-a');
  });

  it('are no longer waited for once nothing shows them', () => {
    const { store, asked } = made();
    const picture = store.open(image('a'), () => {});
    picture.release();
    expect(asked[0].signal.aborted).toBe(true);
  });

  it('that arrive after they were given up are closed', async () => {
    const { store, asked } = made();
    store.open(image('a'), () => {}).release();
    const late = asked[0].arrive();
    await settled();
    expect(late.isClosed).toBe(true);
  });

  it('say that they cannot be shown, and are tried again when opened again', async () => {
    const { store, asked } = made();
    let changes = 0;
    const picture = store.open(image('a'), () => changes++);
    asked[0].fail();
    await settled();
    expect(picture.status()).toBe('failed');
    expect(changes).toBe(1);
    store.open(image('a'), () => {});
    expect(asked).toHaveLength(2);
    expect(picture.status()).toBe('coming');
  });

  it('that nothing shows are closed beyond what may be kept, the oldest first', async () => {
    const { store, asked } = made(2 * 1600 * 1200);
    const bitmaps: MadeBitmap[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      const picture = store.open(image(name), () => {});
      bitmaps.push(asked[asked.length - 1].arrive());
      await settled();
      picture.release();
    }
    expect(bitmaps.map(({ isClosed }) => isClosed)).toEqual([true, true, false, false]);
  });

  it('in use are never closed, however large', async () => {
    const { store, asked } = made(1);
    const picture = store.open(image('a'), () => {});
    const small = asked[0].arrive();
    await settled();
    picture.at(1);
    const whole = asked[1].arrive();
    await settled();
    expect([small.isClosed, whole.isClosed]).toEqual([false, false]);
    picture.release();
    expect([small.isClosed, whole.isClosed]).toEqual([true, true]);
  });

  it('are fetched ahead whole where they will be shown so', () => {
    const { store, asked } = made();
    store.preload(image('a'));
    store.preload(image('b'), true);
    expect(asked.map(({ address }) => address)).toEqual(['small-a', 'small-b', 'whole-b']);
  });

  it('are fetched ahead', async () => {
    const { store, asked } = made();
    store.preload(image('a'));
    asked[0].arrive();
    await settled();
    expect(store.open(image('a'), () => {}).at(0.1)?.address).toBe('small-a');
  });
});

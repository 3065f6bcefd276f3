import { describe, expect, it, vi } from 'vitest';
import { RenditionQueue, type RenditionRequest, type TileRequest } from '../../../src/main/rendition-queue';

const wanted = (n: number): RenditionRequest => ({ path: `/in/${n}.png`, sha256: String(n), maxSidePx: 320 });
const always = new AbortController().signal;

/** A maker that finishes what it was given when it is told to. */
function heldMaker() {
  const started: { sha256: string; finish(): void }[] = [];
  const make = ({ sha256 }: RenditionRequest): Promise<string> =>
    new Promise((resolve) => {
      started.push({ sha256, finish: () => resolve(`/cache/${sha256}.jpg`) });
    });
  const finishAll = async (): Promise<void> => {
    for (let i = 0; i < started.length; i++) {
      started[i]?.finish();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { make, started, finishAll };
}

describe('renditions for the screen', () => {
  it('are made for the newest screen first, from its top', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { make, started, finishAll } = heldMaker();
      const queue = new RenditionQueue({ make, maxRunning: 1 });
      const before = [0, 1, 2].map((n) => queue.find(wanted(n), always));
      vi.advanceTimersByTime(500);
      const now = [10, 11].map((n) => queue.find(wanted(n), always));
      await finishAll();
      await Promise.all([...before, ...now]);
      expect(started.map(({ sha256 }) => sha256)).toEqual(['0', '10', '11', '1', '2']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('are made once and remembered', async () => {
    const { make, started, finishAll } = heldMaker();
    const queue = new RenditionQueue({ make });
    const first = queue.find(wanted(7), always);
    await finishAll();
    expect(await first).toBe(await queue.find(wanted(7), always));
    expect(started).toHaveLength(1);
    queue.forget(wanted(7));
    void queue.find(wanted(7), always);
    expect(started).toHaveLength(2);
  });

  it('are not made for what is no longer in view', async () => {
    const { make, started, finishAll } = heldMaker();
    const queue = new RenditionQueue({ make, maxRunning: 1 });
    const gone = new AbortController();
    const held = queue.find(wanted(0), always);
    const given = queue.find(wanted(1), gone.signal);
    gone.abort();
    const outcome = expect(given).rejects.toMatchObject({ name: 'AbortError' });
    await finishAll();
    await Promise.all([held, outcome]);
    expect(started.map(({ sha256 }) => sha256)).toEqual(['0']);
  });

  it('drop the oldest questions when far too many wait', async () => {
    const { make, finishAll } = heldMaker();
    const queue = new RenditionQueue({ make, maxRunning: 1, maxWaiting: 2 });
    const outcomes = [0, 1, 2, 3].map((n) =>
      queue.find(wanted(n), always).then(
        () => 'made',
        () => 'dropped',
      ),
    );
    await finishAll();
    expect(await Promise.all(outcomes)).toEqual(['made', 'dropped', 'made', 'made']);
  });

  it('go on after one that cannot be made', async () => {
    const queue = new RenditionQueue({
      make: ({ sha256 }) => (sha256 === '0' ? Promise.reject(new Error('broken')) : Promise.resolve('/cache/1.jpg')),
      maxRunning: 1,
    });
    await expect(queue.find(wanted(0), always)).rejects.toThrow('broken');
    expect(await queue.find(wanted(1), always)).toBe('/cache/1.jpg');
  });

  it('tell the tiles of one picture apart', async () => {
    const made: TileRequest[] = [];
    const queue = new RenditionQueue<TileRequest>({
      make: async (request) => {
        made.push(request);
        return `/cache/${request.level}/${request.x}-${request.y}.jpg`;
      },
    });
    const tile = { path: '/in/1.png', sha256: '1', level: 0, x: 1, y: 2 };
    expect(await queue.find(tile, always)).toBe('/cache/0/1-2.jpg');
    expect(await queue.find({ ...tile, level: 1 }, always)).toBe('/cache/1/1-2.jpg');
    expect(await queue.find({ ...tile, x: 2, y: 1 }, always)).toBe('/cache/0/2-1.jpg');
    expect(await queue.find(tile, always)).toBe('/cache/0/1-2.jpg');
    expect(made).toHaveLength(3);
  });

  it('tell the pages of a file and the windows on them apart', async () => {
    const queue = new RenditionQueue<TileRequest>({
      make: async ({ part }) => `/cache/${part?.page ?? 0}-${part?.window?.gamma ?? 'automatic'}.jpg`,
    });
    const tile = { path: '/in/1.tif', sha256: '1', level: 0, x: 1, y: 2 };
    const window = { ranges: [{ lo: 10, hi: 900 }], gamma: 2 };
    expect(await queue.find(tile, always)).toBe('/cache/0-automatic.jpg');
    expect(await queue.find({ ...tile, part: { page: 1 } }, always)).toBe('/cache/1-automatic.jpg');
    expect(await queue.find({ ...tile, part: { page: 1, window } }, always)).toBe('/cache/1-2.jpg');
  });
});

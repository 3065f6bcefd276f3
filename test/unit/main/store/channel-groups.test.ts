import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { snapshotSchema } from '../../../../src/shared/training/snapshot';
import { CONFIG } from './made-events';
import { madeImage, madeProject } from './made-project';

const inputChannels = 3;
const four = (name: string) => ({ ...madeImage(name), channels: 4 });

describe('images of more channels than networks read', () => {
  it('get the first ones, as long as nobody chose', () => {
    const { store } = madeProject({ inputChannels });
    const { added } = store.images.add([four('a.tif'), { ...madeImage('b.png'), channels: 3 }]);
    expect(added).toMatchObject([
      { channels: 3, channelChoice: [0, 1, 2] },
      { channels: 3, channelChoice: null },
    ]);
  });

  it('get what the project chose, those added later as well', () => {
    const { store } = madeProject({ inputChannels });
    store.images.add([four('a.tif'), four('b.tif'), madeImage('c.png')]);
    expect(store.images.chooseChannels(4, [3, 0, 1])).toBe(2);
    expect(store.images.chooseChannels(4, [3, 0, 1])).toBe(0);
    store.images.add([four('d.tif')]);
    expect(store.images.list().map(({ channelChoice }) => channelChoice)).toEqual([
      [3, 0, 1],
      [3, 0, 1],
      null,
      [3, 0, 1],
    ]);
    expect(store.images.channelGroups()).toEqual([
      { channels: 4, images: 3, choice: [3, 0, 1], path: expect.stringContaining('d.tif') },
    ]);
  });

  it('come back as the others are read', () => {
    const { store } = madeProject({ inputChannels });
    const [a] = store.images.add([four('a.tif')]).added;
    store.images.remove([a.id]);
    store.images.chooseChannels(4, [1, 2, 3]);
    store.images.restore([a.id]);
    expect(store.images.get(a.id).channelChoice).toEqual([1, 2, 3]);
  });

  it('look otherwise once other channels are chosen', () => {
    const { store } = madeProject({ inputChannels });
    const [a, b] = store.images.add([four('a.tif'), madeImage('b.png')]).added;
    store.images.keepHashes([a, b].map(({ id }) => ({ id, hash: '0123456789abcdef' })));
    store.images.chooseChannels(4, [1, 2, 3]);
    expect(store.images.unhashed()).toEqual([a.id]);
  });

  it('are another input of a run once other channels are chosen', () => {
    const { store } = madeProject({ inputChannels });
    const [a] = store.images.add([four('a.tif')]).added;
    const choices = [null, [3, 1, 0]].map((choice) => {
      if (choice !== null) store.images.chooseChannels(4, choice);
      const { folder } = store.runs.create(CONFIG, { training: [a.id], validation: [] });
      const snapshot = snapshotSchema.parse(JSON.parse(readFileSync(join(folder, 'snapshot.json'), 'utf8')));
      return snapshot.images[0].channelChoice;
    });
    expect(choices).toEqual([
      [0, 1, 2],
      [3, 1, 0],
    ]);
  });

  it('refuse a channel that they do not have', () => {
    const { store } = madeProject({ inputChannels });
    store.images.add([four('a.tif')]);
    expect(() => store.images.chooseChannels(4, [0, 1, 4])).toThrow(/4 channels have no such channel/);
  });

  it('get another choice when their file has another number of channels', () => {
    const { store } = madeProject({ inputChannels });
    const file = four('a.tif');
    const [a] = store.images.add([file]).added;
    const changed = { ...madeImage('a.tif'), path: file.path, channels: 3 };
    expect(store.images.refresh(a.id, changed)).toMatchObject({ channels: 3, channelChoice: null });
  });
});

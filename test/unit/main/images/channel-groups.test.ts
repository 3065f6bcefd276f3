import { expect, it } from 'vitest';
import { channelGroups } from '../../../../src/main/images/channel-groups';
import { parseEngineOutput } from '../../../../src/shared/contract/engine-protocol';
import { Problem } from '../../../../src/shared/problem';
import { madeProject } from '../store/made-project';

/** Groups of images as the store has them, and the names in their files; null for a file that is gone. */
function offered(stored: { channels: number; choice: number[] | null; names: string[] | null }[]) {
  const names = new Map(stored.map((group) => [`/${group.channels}.tif`, group.names]));
  const record = madeProject({ inputChannels: 3 }).store.project.read();
  const groups = stored.map(({ channels, choice }) => ({ channels, choice, images: 1, path: `/${channels}.tif` }));
  const store = { images: { channelGroups: async () => groups }, project: { read: async () => record } };
  const engine: Parameters<typeof channelGroups>[1] = {
    call: async (name, input) => {
      const found = names.get(Object(input).path);
      if (!found) throw new Problem('image-missing', 'It is gone.', 'Find it again.');
      return parseEngineOutput(name, { names: found });
    },
  };
  return channelGroups(store, engine);
}

it('offers a choice among channels that are more or fewer than networks read, with the names of the file', async () => {
  const stored = [{ channels: 4, choice: [0, 1, 2], names: ['DAPI', 'GFP', 'RFP', 'Cy5'] }];
  expect(await offered(stored)).toEqual([
    { channels: 4, choice: [0, 1, 2], images: 1, names: ['DAPI', 'GFP', 'RFP', 'Cy5'] },
  ]);
});

it('offers none where there is nothing to choose', async () => {
  expect(await offered([{ channels: 3, choice: null, names: [] }])).toEqual([]);
});

it('offers it without names where the file is gone', async () => {
  expect(await offered([{ channels: 5, choice: [0, 1, 2], names: null }])).toMatchObject([{ channels: 5, names: [] }]);
});

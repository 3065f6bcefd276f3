import { expect, it } from 'vitest';
import { keepLooks } from '../../../../src/main/images/look-hashes';
import { parseEngineOutput } from '../../../../src/shared/contract/engine-protocol';
import { Problem } from '../../../../src/shared/problem';
import { addImage, madeProject } from '../store/made-project';

it('keeps the looks of images, and counts those that cannot be read', async () => {
  const { store } = madeProject();
  const [a, broken, c] = ['a.png', 'broken.png', 'c.png'].map((name) => addImage(store, name));
  const gone = store.images.get(broken).path;
  const images = {
    get: async (id: typeof a) => store.images.get(id),
    keepHashes: async (hashes: Parameters<typeof store.images.keepHashes>[0]) => store.images.keepHashes(hashes),
  };
  const engine: Parameters<typeof keepLooks>[2] = {
    call: async (name, input) => {
      if (Object(input).path === gone) throw new Problem('image-missing', 'It is gone.', 'Find it again.');
      return parseEngineOutput(name, { hash: '0123456789abcdef' });
    },
  };
  expect(await keepLooks([a, broken, c], images, engine, '/cache')).toBe(1);
  expect(store.images.unhashed()).toEqual([broken]);
  store.project.close();
});

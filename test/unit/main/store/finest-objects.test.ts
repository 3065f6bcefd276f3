import { describe, expect, it } from 'vitest';
import { addImage, blank, madeProject, rectangle } from './made-project';

describe('the size of objects in a project', () => {
  it('is measured over tiles, and is unknown where little of an image is labelled', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 512, 256);
    expect(store.images.finestObjects([id])).toBeNull();
    const left = rectangle(rectangle(blank(), 1, [0, 0, 256, 256]).after, 2, [200, 60, 256, 160]);
    const right = rectangle(rectangle(blank(), 1, [0, 0, 256, 256]).after, 2, [0, 60, 44, 160]);
    store.labels.commit(
      id,
      [
        { ...left, before: blank() },
        { ...right, tileX: 1, before: blank() },
      ],
      'stroke',
    );
    // Two halves of 56 and 44 by 100 pixels, joined over the border of the tiles.
    expect(store.images.finestObjects([id])).toMatchObject({ sizePx: 100, isThin: false });
    store.project.close();
  });
});

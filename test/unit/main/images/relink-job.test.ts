import { describe, expect, it } from 'vitest';
import { RelinkJob, type RelinkParts } from '../../../../src/main/images/relink-job';
import type { ImageRecord } from '../../../../src/main/store/records';
import { parseEngineOutput } from '../../../../src/shared/contract/engine-protocol';
import type { RelinkState } from '../../../../src/shared/contract/images';
import type { ImageId } from '../../../../src/shared/ids';
import { inspected } from '../engines/made-engine';
import { addImage, madeProject } from '../store/made-project';

/** A project of two missing images, of which the engine finds one, and the other changed. */
function made() {
  const { store } = madeProject();
  const ids = ['a.png', 'b.png'].map((name) => addImage(store, name));
  store.images.verify();
  const states: RelinkState[] = [];
  let relinked = 0;
  const images: RelinkParts['images'] = {
    get: async (id) => store.images.get(id),
    list: async (filter) => store.images.list(filter),
    verify: async (some) => store.images.verify(some),
    relink: async (found, replaced) => store.images.relink(found, replaced),
  };
  const engine: RelinkParts['engine'] = {
    call: async (name, input) => {
      if (name === 'inspectFile')
        return parseEngineOutput(name, { ...inspected, pages: [{ ...inspected, width: 300, height: 280 }] });
      const { wanted } = Object(input);
      return parseEngineOutput(name, {
        found: [{ id: wanted[0].id, path: '/new/a.png', bytes: 7, modifiedMs: 8 }],
        replaced: [{ id: wanted[1].id, path: '/new/b.png' }],
      });
    },
  };
  const job = new RelinkJob({
    engine,
    images,
    onState: (state) => states.push(state),
    onRelinked: () => {
      relinked += 1;
    },
  });
  const image = (id: ImageId): ImageRecord => store.images.get(id);
  return { store, ids, job, states, image, relinked: () => relinked };
}

describe('a search for moved images', () => {
  it('takes over what is found, and asks about the rest', async () => {
    const { store, ids, job, states, image, relinked } = made();
    await job.search('/new');
    expect(states.at(-1)).toEqual({
      status: 'ended',
      folder: '/new',
      found: 1,
      stillMissing: 1,
      replaced: [{ id: ids[1], name: 'b.png', path: '/new/b.png' }],
    });
    expect(image(ids[0])).toMatchObject({ path: '/new/a.png', file: 'present', bytes: 7, name: 'a.png' });
    expect(image(ids[1]).file).toBe('missing');
    expect(relinked()).toBe(1);
    store.project.close();
  });

  it('takes a changed file over when it is told to', async () => {
    const { store, ids, job, states, image } = made();
    await job.search('/new');
    await job.settle(true);
    expect(image(ids[1])).toMatchObject({ path: '/new/b.png', file: 'present', sha256: inspected.sha256 });
    expect(states.at(-1)).toEqual({ status: 'idle' });
    store.project.close();
  });

  it('leaves a changed file when it is told to', async () => {
    const { store, ids, job, image } = made();
    await job.search('/new');
    await job.settle(false);
    expect(image(ids[1]).file).toBe('missing');
    expect(job.state.status).toBe('idle');
    store.project.close();
  });

  it('is refused while one is going on, and where nothing is missing', async () => {
    const { store, ids, job } = made();
    const first = job.search('/new');
    await expect(job.search('/new')).rejects.toMatchObject({ code: 'relink-in-progress' });
    await first;
    store.images.remove([ids[1]]);
    store.images.remove([ids[0]]);
    await expect(job.search('/new')).rejects.toMatchObject({ code: 'relink-nothing-missing' });
    store.project.close();
  });

  it('does not take over content that another image of the project has', async () => {
    const { store, ids, job, image } = made();
    store.images.refresh(addImage(store, 'c.png'), { ...image(ids[0]), sha256: inspected.sha256 });
    await job.search('/new');
    await expect(job.settle(true)).rejects.toMatchObject({ code: 'relink-content-there' });
    expect(image(ids[1]).file).toBe('missing');
    store.project.close();
  });
});

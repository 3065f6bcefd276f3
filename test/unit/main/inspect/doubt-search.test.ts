import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeGreyPng } from '../../../../src/engine/formats/png';
import { inspectFile } from '../../../../src/engine/images/decode';
import { InspectSearch } from '../../../../src/main/inspect/inspect-search';
import { type InspectParts, InspectSubjects } from '../../../../src/main/inspect/subjects';
import type { Doubts } from '../../../../src/shared/contract/inspect';
import type { ImageId } from '../../../../src/shared/ids';
import { imagesOfFile } from '../../../../src/shared/images/file-images';
import { engineHere, remoteStore, type TrainedProject, trainedProject } from './trained-project';

const PLANTED = 6;
let project: TrainedProject;

beforeAll(async () => {
  project = await trainedProject({ steps: 150, planted: { image: 1, count: PLANTED, sidePx: 8 } });
}, 120_000);
afterAll(() => project?.remove());

function searchIn({ store, folder }: TrainedProject) {
  const told: { done: number; total: number }[] = [];
  const parts: InspectParts = {
    store: remoteStore(store),
    engine: engineHere(),
    cacheFolder: join(folder, 'cache'),
    thumbnailOf: ({ name }) => `small ${name}`,
    onSetProgress: () => undefined,
    onSearchProgress: ({ done, total }) => told.push({ done, total }),
  };
  return { search: new InspectSearch(parts, new InspectSubjects(parts)), told };
}

describe('labels that may be wrong', () => {
  let found: Doubts;
  const network = () => ({ run: project.run.id, checkpoint: 'last' as const });

  it('are looked for in images that the run was not trained on, and it is said how many those are', async () => {
    const { search, told } = searchIn(project);
    found = await search.doubts(network());
    expect(found).toMatchObject({ images: 2, seenByAll: 1, right: 0, notices: [] });
    expect(new Set(found.doubts.map(({ image }) => image.id))).not.toContain(project.images[0]);
    expect(told.at(-1)).toEqual({ done: 4, total: 4 });
  });

  it('have the regions that were labelled wrongly on purpose at the top', () => {
    expect(project.places).toHaveLength(PLANTED);
    const first = found.doubts.slice(0, PLANTED);
    for (const place of project.places) {
      const holds = first.filter(
        ({ image, atX, atY }) =>
          image.id === project.images[1] &&
          atX >= place.x &&
          atX < place.x + place.width &&
          atY >= place.y &&
          atY < place.y + place.height,
      );
      expect(holds).toHaveLength(1);
      expect(holds[0]).toMatchObject({ labelClass: { name: 'nucleus' }, predictedClass: { name: 'membrane' } });
    }
  });

  it('are not listed again where a person said that they are right, until that is taken back', async () => {
    const { search } = searchIn(project);
    const [doubt] = found.doubts;
    const { image, x, y, width, height, labelId, predictedId } = doubt;
    const { id } = project.store.judgements.add({ image: image.id, x, y, width, height, labelId, predictedId });
    const after = await search.doubts(network());
    expect(after.right).toBe(1);
    expect(after.total).toBe(found.total - 1);
    expect(after.doubts).not.toContainEqual(doubt);
    project.store.judgements.remove(id);
    expect((await search.doubts(network())).doubts[0]).toEqual(doubt);
  });

  it('are given up for another search, and when that is stopped', async () => {
    const { search } = searchIn(project);
    const first = search.doubts(network());
    const second = search.doubts(network());
    search.cancel();
    await expect(first).rejects.toMatchObject({ code: 'superseded' });
    await expect(second).rejects.toMatchObject({ code: 'inspect-cancelled' });
  });
});

describe('images to paint next', () => {
  it('are the unpainted ones, with the reason in a sentence', async () => {
    const { search } = searchIn(project);
    const none = await search.paintNext({ run: project.run.id, checkpoint: 'last' });
    expect(none).toEqual({ images: [], candidates: 0, notices: [] });
    const folder = await mkdtemp(join(tmpdir(), 'maskwright-unpainted-'));
    const ids: ImageId[] = [];
    try {
      for (const [name, pixels] of [
        ['flat.png', new Uint8Array(64 * 48).fill(90)],
        ['noise.png', Uint8Array.from({ length: 64 * 48 }, (_, i) => (i * 7919) % 251)],
      ] as const) {
        const path = join(folder, name);
        await writeFile(path, encodeGreyPng(64, 48, pixels));
        const { header, ...file } = await inspectFile(path);
        ids.push(project.store.images.add(imagesOfFile({ ...header, ...file }, path, name, 'first')).added[0].id);
      }
      const next = await search.paintNext({ run: project.run.id, checkpoint: 'last' });
      expect(next.candidates).toBe(2);
      expect(new Set(next.images.map(({ id }) => id))).toEqual(new Set(ids));
      for (const { reason } of next.images) expect(reason).toMatch(/^The network is unsure of .+ of it.*\.$/);
    } finally {
      project.store.images.remove(ids);
      await rm(folder, { recursive: true, force: true });
    }
  });
});

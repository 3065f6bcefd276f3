import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../../src/engine/images/decode';
import { prepareRun } from '../../../../src/engine/training/prepare';
import { readSnapshot } from '../../../../src/engine/training/run-folder';
import { openWorkFiles } from '../../../../src/engine/training/work-files';
import type { ProjectStore } from '../../../../src/main/store/project-store';
import { WindowWeights, type WindowWeightsParts } from '../../../../src/main/weights/window-weights';
import type { EngineRequestName } from '../../../../src/shared/contract/engine-protocol';
import type { ImageId } from '../../../../src/shared/ids';
import { Problem } from '../../../../src/shared/problem';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import { resolveSplit } from '../../../../src/shared/training/splits';
import { projectSplit } from '../../../../src/shared/training/training-set';
import { parseWeighting } from '../../../../src/shared/weighting/spec';
import { engineHere } from '../inspect/trained-project';
import { blank } from '../store/made-project';
import { type MadeProject, madeProject, paint, picture } from './made-project';

function weightsOf({ store, root }: MadeProject): {
  weights: WindowWeights;
  asked: EngineRequestName[];
  listings: { count: number };
} {
  const asked: EngineRequestName[] = [];
  const listings = { count: 0 };
  const cacheFolder = join(root, 'maps');
  const parts = {
    store: remoteStore(store, listings),
    engine: engineHere(asked),
    choice: async () => projectSplit,
    cacheFolder,
  };
  return { weights: new WindowWeights(parts), asked, listings };
}

/** The store as main sees it: every answer is a promise. */
function remoteStore(
  { project, classes, images, labels, importance }: ProjectStore,
  listings: { count: number },
): WindowWeightsParts['store'] {
  return {
    project: { read: async () => project.read(), version: async () => project.version() },
    classes: { list: async () => classes.list() },
    images: {
      get: async (id) => images.get(id),
      list: async (filter) => {
        listings.count++;
        return images.list(filter);
      },
    },
    labels: { open: async (id) => labels.open(id), tilesNow: async (id, at) => labels.tilesNow(id, at) },
    importance: {
      open: async (id) => importance.open(id),
      tilesNow: async (id, at) => importance.tilesNow(id, at),
    },
  };
}

function wanted(image: ImageId, spec: string) {
  return { image, weighting: parseWeighting(spec) };
}

async function problemOf(failing: Promise<unknown>): Promise<unknown> {
  return failing.then(
    () => null,
    (reason: unknown) => (reason instanceof Problem ? reason : String(reason)),
  );
}

/** The importance maps of a run that starts now, by image, as its sampler reads them. */
async function trainedMaps(store: ProjectStore, root: string, spec: string): Promise<Map<ImageId, Float32Array>> {
  const config = runConfigSchema.parse({ weighting: parseWeighting(spec) });
  const split = resolveSplit(store.images.list(), config.validation, config.seed, store.classes.list());
  const { folder } = store.runs.create(config, split);
  const files = await openWorkFiles(join(root, 'cache'), 'run');
  const { training } = await prepareRun({
    snapshot: await readSnapshot(folder),
    runFolder: folder,
    files,
    importance: {},
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onWarning: () => undefined,
  });
  return new Map(
    store.images.list().flatMap(({ id }): [ImageId, Float32Array][] => {
      const map = training.find((image) => image.id === id)?.importance;
      return map ? [[id, new Float32Array(new Uint8Array(readFileSync(map.path)).buffer)]] : [];
    }),
  );
}

describe('maps that are saved', () => {
  it('hold the weights, a file an image, and what cannot be made is told while the others go on', async () => {
    const project = madeProject();
    const ids: ImageId[] = [];
    for (const name of ['a.png', 'b.png', 'gone.png']) ids.push(await project.add(name, 8, [1, 2]));
    rmSync(project.pathOf('gone.png'));
    const { weights } = weightsOf(project);
    const weighting = parseWeighting('edge:floor=0.5,strength=3');
    const { files, failed } = await weights.save(ids, weighting, 'tiff', project.root);
    expect(files).toEqual(['a', 'b'].map((name) => join(project.root, `${name}-weights.tif`)));
    expect(failed).toMatchObject([{ name: 'gone.png', problem: { code: 'image-missing' } }]);
    const { image } = await decodeImage(files[0]);
    const at = await weights.at({ image: ids[0], weighting }, 5, 7);
    expect(image.data[7 * image.width + 5]).toBeCloseTo(at.weight, 6);
  });

  it('are small for a contact sheet, without taking the place of the map that is looked at', async () => {
    const project = madeProject();
    const id = await project.add('a.png', 8, [1, 2]);
    const { weights } = weightsOf(project);
    const [shown, small] = await Promise.all([
      weights.preview(wanted(id, 'edge')),
      weights.small(wanted(id, 'edge'), 256),
    ]);
    expect(small.map.width * small.map.height).toBeLessThanOrEqual(256);
    expect(small.mean).toBeCloseTo(shown.mean, 6);
    expect(small.max).toBeCloseTo(shown.max, 6);
  });
});

describe('the map that the window shows', () => {
  it('is the one that a run started now trains with, of borders and of importance painted by hand', async () => {
    const project = madeProject();
    const { store, root } = project;
    for (const name of ['a.png', 'b.png', 'c.png', 'd.png']) await project.add(name, 8, [1, 2, 2]);
    const [{ id: first }] = store.images.list();
    const after = blank().fill(200, 0, 40);
    store.importance.commit(first, [{ tileX: 0, tileY: 0, before: blank(), after }], 'stroke');
    const sources = 'border:classes=membrane,sigma=2+painted';
    const maps = await trainedMaps(store, root, sources);
    const { weights } = weightsOf(project);
    expect(maps.size).toBeGreaterThan(1);
    for (const [id, importance] of maps) {
      const shown = await weights.preview({ ...wanted(id, sources), isQuick: true });
      expect(shown.isCoarse).toBe(false);
      expect([...shown.map.data]).toEqual(Array.from(importance, (n) => Math.round(n * 255)));
    }
    store.importance.undo(first);
    const without = await weights.preview(wanted(first, 'painted'));
    expect(without.max).toBe(without.min);
  });

  const spec = 'edge:sigma=1+region:threshold=otsu+balance:smoothing=1,floor=0.5,strength=3';

  it('is the one that a run started now trains with, whichever images that run has to leave out', async () => {
    const project = madeProject();
    const { store, root } = project;
    for (const name of ['a.png', 'b.png', 'c.png', 'd.png', 'e.png']) await project.add(name, 16, [1, 2, 2]);
    const replaced = await project.add('replaced.png', 16, [1]);
    const shallow = await project.add('shallow.png', 8, [1, 1, 2]);
    await project.add('unpainted.png', 16);
    const gone = await project.add('gone.png', 16, [2]);
    writeFileSync(project.pathOf('replaced.png'), picture('another', 16));
    rmSync(project.pathOf('gone.png'));
    store.images.verify();

    const maps = await trainedMaps(store, root, spec);
    expect(maps.size).toBeGreaterThan(2);
    const { weights } = weightsOf(project);
    for (const [id, importance] of maps) {
      const shown = await weights.preview(wanted(id, spec));
      expect([...shown.map.data]).toEqual(Array.from(importance, (n) => Math.round(n * 255)));
      const at = await weights.at(wanted(id, spec), 5, 7);
      expect(at.importance).toBe(importance[7 * shown.map.width + 5]);
      expect(at.weight).toBe(0.5 + 3 * at.importance);
    }
    for (const [id, code] of [
      [replaced, 'image-replaced'],
      [shallow, 'image-depth-differs'],
      [gone, 'image-missing'],
    ] as const) {
      const problem = await problemOf(weights.preview(wanted(id, spec)));
      expect(problem).toMatchObject({ code, file: store.images.get(id).path });
    }
  });

  it('is there before anything is painted', async () => {
    const project = madeProject();
    const image = await project.add('a.png', 16);
    const { map, perClass, max } = await weightsOf(project).weights.preview(wanted(image, 'edge'));
    expect(Math.max(...map.data)).toBe(255);
    expect(max).toBeCloseTo(5, 5);
    expect(perClass).toEqual([]);
  });

  it('counts the labels as they are at the moment', async () => {
    const project = madeProject();
    const image = await project.add('a.png', 8, [1]);
    await project.add('b.png', 8, [1, 2, 2]);
    const { weights } = weightsOf(project);
    const before = await weights.preview(wanted(image, 'balance'));
    expect(before.perClass.map(({ name, pixels }) => [name, pixels])).toEqual([
      ['membrane', project.store.images.get(image).painted[0].pixels],
      ['nucleus', 0],
    ]);
    project.store.labels.undo(image);
    paint(project.store, image, [1, 2]);
    const after = await weights.preview(wanted(image, 'balance'));
    expect(after.perClass[1].pixels).toBe(project.store.images.get(image).painted[1].pixels);
    expect(after.map).not.toEqual(before.map);
  });
});

describe('wishes that come quickly one after another', () => {
  it('are fulfilled for the newest only', async () => {
    const project = madeProject();
    const image = await project.add('a.png', 8, [1, 2]);
    const { weights } = weightsOf(project);
    const first = problemOf(weights.preview(wanted(image, 'edge')));
    const second = problemOf(weights.preview(wanted(image, 'edge:sigma=1')));
    const third = weights.preview(wanted(image, 'region'));
    expect(await first).toMatchObject({ code: 'superseded' });
    expect(await second).toMatchObject({ code: 'superseded' });
    expect((await third).map.width).toBe(47);
  });

  it('send an image’s labels once, and look at the project once for the values of a map', async () => {
    const project = madeProject();
    const image = await project.add('a.png', 8, [1, 2]);
    const { weights, asked } = weightsOf(project);
    await weights.preview(wanted(image, 'edge'));
    await weights.preview(wanted(image, 'edge:strength=2'));
    await weights.at(wanted(image, 'edge:strength=2'), 1, 1);
    expect(asked).toEqual(['inputRange', 'weightMap', 'weightMap', 'weightMap', 'weightAt']);
  });

  it('look through the images once, however often the weighting changes, until the project does', async () => {
    const project = madeProject();
    const image = await project.add('a.png', 8, [1, 2]);
    const { weights, listings } = weightsOf(project);
    const listed: number[] = [];
    for (const spec of ['balance', 'balance:floor=2', 'edge']) {
      await weights.preview(wanted(image, spec));
      listed.push(listings.count);
    }
    await project.add('b.png', 8, [2]);
    await weights.preview(wanted(image, 'edge'));
    listed.push(listings.count);
    expect(listed).toEqual([listed[0], listed[0], listed[0], 2 * listed[0]]);
  });
});

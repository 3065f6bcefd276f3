import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { InspectDesk } from '../../../../src/main/inspect/inspect-desk';
import { type InspectParts, InspectSubjects } from '../../../../src/main/inspect/subjects';
import type { EngineRequestName } from '../../../../src/shared/contract/engine-protocol';
import { runIdSchema } from '../../../../src/shared/ids';
import { Problem } from '../../../../src/shared/problem';
import { rectangle } from '../store/made-project';
import { engineHere, remoteStore, type TrainedProject, trainedProject } from './trained-project';

/** Its labels and files stay as they are. */
let untouched: TrainedProject;
const changed: TrainedProject[] = [];

beforeAll(async () => {
  untouched = await trainedProject();
});
afterAll(() => untouched?.remove());
afterEach(async () => {
  for (const project of changed.splice(0)) await project.remove();
});

async function projectToChange(): Promise<TrainedProject> {
  const project = await trainedProject();
  changed.push(project);
  return project;
}

function deskOf(project: TrainedProject) {
  const asked: EngineRequestName[] = [];
  const told: { done: number; total: number }[] = [];
  const parts: InspectParts = {
    store: remoteStore(project.store),
    engine: engineHere(asked),
    cacheFolder: join(project.folder, 'cache'),
    thumbnailOf: ({ name }) => `small ${name}`,
    onSetProgress: ({ done, total }) => told.push({ done, total }),
    onSearchProgress: () => undefined,
  };
  const desk = new InspectDesk(parts, new InspectSubjects(parts));
  return { desk, asked, told };
}

describe('the set of a run', () => {
  it('scores as the run validated while labels are as they were, tells how far it is, and lists the worst first', async () => {
    const project = untouched;
    const { desk, told } = deskOf(project);
    const network = { run: project.run.id, checkpoint: 'best' } as const;
    const set = await desk.set(network);
    expect(set.scores).toEqual(project.run.metrics?.scores);
    expect(set.step).toBe(project.run.best?.step);
    expect(set.notices).toEqual([]);
    expect(told).toEqual([
      { done: 0, total: 2 },
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ]);
    const own: (number | null | undefined)[] = [];
    for (const { id } of set.images) own.push((await desk.image({ ...network, image: id })).scores?.meanIou);
    expect(set.images.map(({ meanIou }) => meanIou)).toEqual(own);
    expect(own).toEqual(own.toSorted((a, b) => Number(a) - Number(b)));
  });

  it('is scored anew only where labels changed, and says so', async () => {
    const project = await projectToChange();
    const { desk, asked } = deskOf(project);
    const network = { run: project.run.id, checkpoint: 'best' } as const;
    const before = await desk.set(network);
    asked.length = 0;
    const [tile] = project.store.labels.tiles(project.images[2]);
    project.store.labels.commit(project.images[2], [rectangle(tile.data, 2, [0, 0, 40, 40])], 'stroke');
    const after = await desk.set(network);
    // Once with the labels it held, which are older, and once with those of now.
    expect(asked.filter((name) => name === 'inspectScore')).toHaveLength(2);
    expect(after.scores.meanIou).not.toBe(before.scores.meanIou);
    expect(after.notices.join(' ')).toContain('The labels of 1 image changed since the run');
  });

  it('leaves out an image that is gone by name, and fails only where none is left', async () => {
    const project = await projectToChange();
    const { desk } = deskOf(project);
    const network = { run: project.run.id, checkpoint: 'last' } as const;
    await rename(project.paths[1], `${project.paths[1]}.away`);
    const set = await desk.set(network);
    expect(set.images.map(({ id }) => id)).toEqual([project.images[2]]);
    expect(set.notices.join(' ')).toContain('picture-1.png');
    await rename(project.paths[2], `${project.paths[2]}.away`);
    const fresh = deskOf(project).desk;
    // The other checkpoint, since the engine remembers what the first one said.
    await expect(fresh.set({ ...network, checkpoint: 'best' })).rejects.toMatchObject({ code: 'image-missing' });
  });

  it('is given up for a newer one, and when it is stopped', async () => {
    const project = untouched;
    const { desk } = deskOf(project);
    const network = { run: project.run.id, checkpoint: 'best' } as const;
    const first = desk.set(network);
    const second = desk.set(network);
    await expect(first).rejects.toMatchObject({ code: 'superseded' });
    await second;
    const third = desk.set({ ...network, checkpoint: 'last' });
    desk.cancelSet();
    await expect(third).rejects.toMatchObject({ code: 'inspect-cancelled' });
  });
});

describe('an image before a run', () => {
  it('says how the run used it, and nothing of scores where nothing is labelled', async () => {
    const project = await projectToChange();
    const { desk } = deskOf(project);
    const wanted = { run: project.run.id, checkpoint: 'best' } as const;
    const [training, validation] = project.images;
    expect((await desk.image({ ...wanted, image: training })).use).toBe('training');
    const facts = await desk.image({ ...wanted, image: validation });
    expect(facts.use).toBe('validation');
    expect(facts.channels.map(({ name }) => name)).toEqual(['membrane', 'nucleus']);
    while (project.store.labels.undo(validation) !== null);
    expect((await desk.image({ ...wanted, image: validation })).scores).toBeNull();
  });

  it('is looked at one at a time: what waits for another is given up', async () => {
    const project = untouched;
    const { desk } = deskOf(project);
    const wanted = { run: project.run.id, checkpoint: 'best' } as const;
    const [one, other] = project.images;
    const first = desk.layer({ ...wanted, image: one }, { kind: 'error' });
    const second = desk.layer({ ...wanted, image: other }, { kind: 'error' });
    const beside = desk.layer({ ...wanted, image: other }, { kind: 'loss' });
    await expect(first).rejects.toMatchObject({ code: 'superseded' });
    expect((await second).map).toMatchObject({ width: 300, height: 70 });
    expect((await beside).map).toMatchObject({ width: 300, height: 70 });
  });

  it('hands on what the engine says, and which run is unknown', async () => {
    const project = untouched;
    const { desk } = deskOf(project);
    const unknown = { run: runIdSchema.parse('run-099'), checkpoint: 'best' } as const;
    await expect(desk.image({ ...unknown, image: project.images[0] })).rejects.toBeInstanceOf(Problem);
    await expect(desk.set(unknown)).rejects.toMatchObject({ code: 'run-unknown' });
  });
});

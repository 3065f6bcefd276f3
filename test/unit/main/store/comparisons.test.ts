import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSnapshotImportance } from '../../../../src/engine/training/run-folder';
import type { ComparedImages, ComparisonRecord } from '../../../../src/main/store/comparison-records';
import { openProject } from '../../../../src/main/store/open-project';
import type { ProjectStore } from '../../../../src/main/store/project-store';
import type { ImageId } from '../../../../src/shared/ids';
import { type ComparisonPlan, plannedRuns } from '../../../../src/shared/training/compare/plan';
import { snapshotSchema } from '../../../../src/shared/training/snapshot';
import { parseWeighting } from '../../../../src/shared/weighting/spec';
import { foundShare, imageCounts } from '../../shared/training/compare/made-scores';
import { CONFIG, finished } from './made-events';
import { addImage, blank, madeProject, rectangle } from './made-project';

const PLAN: ComparisonPlan = {
  version: 1,
  configurations: ['none', 'edge'].map((name) => ({ name, config: { ...CONFIG, weighting: parseWeighting(name) } })),
  seeds: [3, 4],
  primary: { measure: 'iou', className: null },
};
const [first] = plannedRuns(PLAN);

function labelled(): { store: ProjectStore; folder: string; images: ComparedImages } {
  const { store, folder } = madeProject();
  const ids = ['a', 'b', 'c'].map((name, index): ImageId => {
    const id = addImage(store, `${name}.png`);
    store.labels.commit(id, [rectangle(blank(), 1 + (index % 2), [0, 0, 20, 20])], 'stroke');
    return id;
  });
  return { store, folder, images: { training: [ids[0]], validation: [ids[1]], test: [ids[2]] } };
}

const snapshotOf = (folder: string) =>
  snapshotSchema.parse(JSON.parse(readFileSync(join(folder, 'snapshot.json'), 'utf8')));

describe('a comparison', () => {
  it('gives all its runs the labels of its start, whatever is painted or renamed meanwhile', () => {
    const { store, images } = labelled();
    const { id } = store.comparisons.create(PLAN, images);
    const before = store.comparisons.startRun(id, first);
    store.labels.commit(images.training[0], [rectangle(blank(), 2, [0, 40, 30, 90], 1, 0)], 'stroke');
    store.classes.rename(store.classes.list()[0].id, 'renamed');
    const after = store.comparisons.startRun(id, plannedRuns(PLAN)[1]);

    expect([before.config.seed, after.config.seed]).toEqual([3, 3]);
    const [one, two] = [before, after].map(({ folder }) => snapshotOf(folder));
    expect({ ...two, runId: one.runId, config: one.config, createdAt: one.createdAt }).toEqual(one);
    expect(two.config).toEqual(after.config);
    const labels = [before, after].map(({ folder }) => readFileSync(join(folder, 'labels.bin')));
    expect(Buffer.compare(labels[0], labels[1])).toBe(0);
    store.project.close();
  });

  it('gives the importance of its start to the runs that read it, and to no other', async () => {
    const { store, images } = labelled();
    const [trained] = images.training;
    store.importance.commit(trained, [rectangle(blank(), 77, [0, 0, 30, 10])], 'stroke');
    const painted = store.importance.read(trained).data;
    const weighted = { name: 'painted', config: { ...CONFIG, weighting: parseWeighting('painted') } };
    const plan = { ...PLAN, configurations: [...PLAN.configurations.slice(0, 1), weighted] };
    const { id } = store.comparisons.create(plan, images);
    store.importance.commit(trained, [rectangle(blank(), 5, [0, 40, 30, 90], 1, 0)], 'stroke');
    const [without, reading] = plannedRuns(plan).map((run) => store.comparisons.startRun(id, run).folder);

    const { images: read } = snapshotOf(reading);
    expect((await readSnapshotImportance(reading, read[0])).data).toEqual(painted);
    expect((await readSnapshotImportance(reading, read[1])).data.every((value) => value === 0)).toBe(true);
    expect(snapshotOf(without).images.map(({ importanceTiles }) => importanceTiles)).toEqual([undefined, undefined]);
    expect(existsSync(join(without, 'importance.bin'))).toBe(false);
    store.project.close();
  });

  it('is scored on test images, which its runs never see, and on validation where there are none', () => {
    const { store, images } = labelled();
    const tested = store.comparisons.create(PLAN, images);
    expect(tested.scoredOn).toBe('test');
    const { folder } = store.comparisons.startRun(tested.id, first);
    expect(snapshotOf(folder).images.map(({ id, split }) => [id, split])).toEqual([
      [images.training[0], 'training'],
      [images.validation[0], 'validation'],
    ]);
    expect(store.comparisons.create(PLAN, { ...images, test: [] }).scoredOn).toBe('validation');
    expect(() => store.comparisons.create(PLAN, { ...images, validation: [], test: [] })).toThrow(
      expect.objectContaining({ code: 'comparison-nothing-to-score' }),
    );
    store.project.close();
  });

  it('keeps what its runs scored through closing, and drops nothing when a run is deleted', () => {
    const { store, folder, images } = labelled();
    const { id } = store.comparisons.create(PLAN, images);
    const run = store.comparisons.startRun(id, first);
    const scores = [imageCounts(1, [foundShare(0.5), foundShare(0.7)])];
    store.comparisons.end(id, first, { scores, seconds: 12 });
    store.runs.record(run.id, [finished(run.id, 'finished')]);
    store.runs.remove(run.id);
    store.comparisons.release(id);
    store.project.close();

    const again = openProject(folder, { mode: 'read' });
    expect(again.comparisons.get('latest')).toMatchObject({
      plan: PLAN,
      classNames: ['membrane', 'nucleus'],
      isRunning: false,
      runs: [{ configuration: 0, seed: 3, run: null, scores, problem: null, seconds: 12 }],
    } satisfies Partial<ComparisonRecord>);
    again.project.close();
  });

  it('keeps why a run failed, and takes the run that is tried in its place', () => {
    const { store, images } = labelled();
    const { id } = store.comparisons.create(PLAN, images);
    store.comparisons.startRun(id, first);
    const problem = { code: 'loss-not-finite', message: 'The loss is not finite.', hint: 'Lower the rate.' };
    expect(store.comparisons.end(id, first, { problem }).runs).toMatchObject([{ problem, scores: null }]);
    const second = store.comparisons.startRun(id, first);
    expect(store.comparisons.get(id).runs).toMatchObject([{ run: second.id, problem: null }]);
    store.project.close();
  });

  it('is worked on by one process at a time, and free again when that is gone', async () => {
    const { store, images } = labelled();
    const { id } = store.comparisons.create(PLAN, images);
    expect(store.comparisons.get(id).isRunning).toBe(true);
    expect(() => store.comparisons.take(id, process.pid)).toThrow(
      expect.objectContaining({ code: 'comparison-in-progress' }),
    );
    expect(() => store.comparisons.remove(id)).toThrow(expect.objectContaining({ code: 'comparison-in-progress' }));
    store.comparisons.release(id);
    const child = spawn('sleep', ['60']);
    await new Promise((ready) => child.once('spawn', ready));
    expect(store.comparisons.take(id, Number(child.pid)).isRunning).toBe(true);
    const gone = new Promise((exited) => child.once('exit', exited));
    child.kill('SIGKILL');
    await gone;
    expect(store.comparisons.get(id).isRunning).toBe(false);
    store.project.close();
  });

  it('leaves neither row nor folder where it cannot be frozen', () => {
    const { store, folder, images } = labelled();
    store.images.remove([images.training[0]]);
    expect(() => store.comparisons.create(PLAN, images)).toThrow(expect.objectContaining({ code: 'image-unknown' }));
    expect(store.comparisons.list()).toEqual([]);
    expect(existsSync(join(folder, 'comparisons', 'comparison-001'))).toBe(false);
    store.project.close();
  });

  it('is removed with its folder; its runs stay', () => {
    const { store, images } = labelled();
    const made = store.comparisons.create(PLAN, images);
    const run = store.comparisons.startRun(made.id, first);
    store.comparisons.release(made.id);
    store.comparisons.remove(made.id);
    expect(store.comparisons.list()).toEqual([]);
    expect(existsSync(made.folder)).toBe(false);
    expect(store.runs.get(run.id).id).toBe(run.id);
    store.project.close();
  });

  it('says what is wrong where its files are gone, or none is there', () => {
    const { store, images } = labelled();
    expect(() => store.comparisons.get('latest')).toThrow(expect.objectContaining({ code: 'comparison-none' }));
    expect(() => store.comparisons.get('comparison-9')).toThrow(
      expect.objectContaining({ code: 'comparison-unknown' }),
    );
    const { id, folder } = store.comparisons.create(PLAN, images);
    rmSync(join(folder, 'labels.bin'));
    expect(() => store.comparisons.startRun(id, first)).toThrow(
      expect.objectContaining({ code: 'comparison-damaged' }),
    );
    expect(store.runs.list()).toEqual([]);
    store.project.close();
  });
});

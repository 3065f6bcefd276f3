import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../src/main/store/open-project';
import { snapshotSchema } from '../../../../src/shared/training/snapshot';
import { CONFIG, finished, saved, started, validated } from './made-events';
import { addImage, blank, madeProject, rectangle } from './made-project';

describe('a run', () => {
  it('starts from a snapshot that holds labels, classes, splits and configuration as they are then', () => {
    const { store, folder } = madeProject({ unpainted: 'background' });
    const [a, b] = ['a.png', 'b.png'].map((name) => addImage(store, name));
    const edit = rectangle(blank(), 2, [0, 0, 30, 30], 1, 0);
    store.labels.commit(a, [rectangle(blank(), 1, [0, 0, 5, 5]), edit], 'stroke');
    store.labels.commit(b, [rectangle(blank(), 1, [2, 2, 4, 4])], 'stroke');
    const run = store.runs.create({ ...CONFIG, seed: 7 }, { training: [a], validation: [b] });
    expect(run).toMatchObject({ id: 'run-001', status: 'preparing', folder: join(folder, 'runs', 'run-001') });

    store.labels.undo(a);
    store.classes.rename(store.classes.list()[0].id, 'renamed');
    const json = readFileSync(join(run.folder, 'snapshot.json'));
    expect(createHash('sha256').update(json).digest('hex')).toBe(run.snapshotSha256);
    const snapshot = snapshotSchema.parse(JSON.parse(json.toString()));
    expect(snapshot.channels.map(({ id, name }) => [id, name])).toEqual([
      [0, 'background'],
      [1, 'membrane'],
      [2, 'nucleus'],
    ]);
    expect(snapshot).toMatchObject({ runId: run.id, unpainted: 'background', inputChannels: 1, config: { seed: 7 } });
    expect(snapshot.images.map(({ id, split, labelRevision }) => [id, split, labelRevision])).toEqual([
      [a, 'training', 1],
      [b, 'validation', 1],
    ]);
    const labels = readFileSync(join(run.folder, 'labels.bin'));
    const tile = snapshot.images[0].tiles[1];
    const bytes = inflateRawSync(labels.subarray(tile.offset, tile.offset + tile.length));
    expect([tile.tileX, tile.tileY]).toEqual([1, 0]);
    expect(Buffer.compare(bytes, edit.after)).toBe(0);
    expect(readdirSync(run.folder).sort()).toEqual(['labels.bin', 'snapshot.json']);
    store.project.close();
  });

  it('leaves neither row nor folder where its snapshot cannot be made', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    store.images.remove([id]);
    expect(() => store.runs.create(CONFIG, { training: [id], validation: [] })).toThrow(
      expect.objectContaining({ code: 'image-unknown' }),
    );
    expect(store.runs.list()).toEqual([]);
    expect(existsSync(join(folder, 'runs', 'run-001'))).toBe(false);
    store.project.close();
  });

  it('takes status, metrics, best and checkpoints from its events', () => {
    const { store } = madeProject();
    const { id } = store.runs.create(CONFIG, { training: [], validation: [] });
    store.runs.record(id, [started(id), validated(id, 50, 0.7, true), saved(id, 50, 'best'), saved(id, 50, 'last')]);
    const later = store.runs.record(id, [validated(id, 100, 0.6, false), saved(id, 100, 'last')]);
    expect(later).toMatchObject({ status: 'running', best: { step: 50, meanIou: 0.7 }, totalSteps: 300 });
    expect(store.runs.checkpoints(id).map(({ kind, step }) => [kind, step])).toEqual([
      ['best', 50],
      ['last', 100],
    ]);
    store.runs.record(id, [finished(id, 'finished')]);
    expect(store.runs.get(id)).toMatchObject({
      status: 'finished',
      step: 300,
      reason: 'all steps done',
      metrics: { scores: { meanIou: 0.6 } },
    });
    expect(store.runs.events(id, 4).map(({ seq, event }) => [seq, event.type])).toEqual([
      [5, 'validated'],
      [6, 'saved'],
      [7, 'finished'],
    ]);
    store.project.close();
  });

  it('is found as latest or best', () => {
    const { store } = madeProject();
    expect(() => store.runs.get('latest')).toThrow(expect.objectContaining({ code: 'run-none' }));
    const ids = [0.5, 0.8, 0.6].map((meanIou) => {
      const { id } = store.runs.create(CONFIG, { training: [], validation: [] });
      store.runs.record(id, [validated(id, 50, meanIou, true)]);
      return id;
    });
    expect(store.runs.get('latest').id).toBe(ids[2]);
    expect(store.runs.get('best').id).toBe(ids[1]);
    expect(() => store.runs.get('run-9')).toThrow(expect.objectContaining({ code: 'run-unknown' }));
    store.project.close();
  });

  it('in progress is not deleted, an ended one is, folder and all, and its number is not used again', () => {
    const { store } = madeProject();
    const run = store.runs.create(CONFIG, { training: [], validation: [] });
    expect(() => store.runs.remove(run.id)).toThrow(expect.objectContaining({ code: 'run-in-progress' }));
    store.runs.record(run.id, [finished(run.id, 'stopped')]);
    store.runs.remove(run.id);
    expect(existsSync(run.folder)).toBe(false);
    expect(store.runs.create(CONFIG, { training: [], validation: [] }).id).toBe('run-002');
    store.project.close();
  });

  it('whose process is gone is interrupted on the next opening, and that is said', async () => {
    const { store, folder } = madeProject();
    const { id } = store.runs.create(CONFIG, { training: [], validation: [] });
    const child = spawn('sleep', ['60']);
    await new Promise((ready) => child.once('spawn', ready));
    store.runs.change(id, { status: 'running', ...(child.pid === undefined ? {} : { pid: child.pid }) });
    store.project.close();

    const beside = openProject(folder, { mode: 'runs' });
    expect(beside.runs.get(id).status).toBe('running');
    expect(() => beside.runs.take(id, process.pid)).toThrow(expect.objectContaining({ code: 'run-in-progress' }));

    const gone = new Promise((exited) => child.once('exit', exited));
    child.kill('SIGKILL');
    await gone;
    expect(beside.runs.list()[0]).toMatchObject({ id, status: 'interrupted' });
    beside.project.close();
    const again = openProject(folder, { mode: 'write' });
    expect(again.runs.get(id).status).toBe('interrupted');
    expect(again.project.read().notices).toMatchObject([{ code: 'runs-interrupted' }]);
    again.project.close();
  });

  it('is taken by one of two processes that would go on with it, and never when it is finished', () => {
    const { store, folder } = madeProject();
    const { id } = store.runs.create(CONFIG, { training: [], validation: [] });
    store.runs.record(id, [finished(id, 'stopped')]);
    const beside = openProject(folder, { mode: 'runs' });
    expect(store.runs.take(id, process.pid)).toMatchObject({ status: 'preparing', reason: null, endedAt: null });
    expect(() => beside.runs.take(id, process.pid)).toThrow(expect.objectContaining({ code: 'run-in-progress' }));
    store.runs.record(id, [finished(id, 'finished')]);
    expect(() => beside.runs.take(id, process.pid)).toThrow(expect.objectContaining({ code: 'run-finished' }));
    beside.project.close();
    store.project.close();
  });

  it('that was interrupted says why and when', () => {
    const { store } = madeProject();
    const { id } = store.runs.create(CONFIG, { training: [], validation: [] });
    const problem = { code: 'run-engine-lost', message: 'The engine ended.', hint: 'Resume the run.' };
    store.runs.change(id, { status: 'interrupted', reason: problem.message, problem });
    expect(store.runs.get(id)).toMatchObject({
      status: 'interrupted',
      reason: problem.message,
      problem,
      endedAt: expect.any(String),
    });
    store.project.close();
  });

  it('is written beside an open writer', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    const beside = openProject(folder, { mode: 'runs' });
    const run = beside.runs.create(CONFIG, { training: [id], validation: [] });
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 5, 5])], 'stroke');
    beside.runs.record(run.id, [started(run.id)]);
    expect(store.runs.get(run.id).status).toBe('running');
    expect(() => beside.labels.undo(id)).toThrow(expect.objectContaining({ code: 'project-not-writable' }));
    beside.project.close();
    store.project.close();
  });

  it('keeps notes', () => {
    const { store } = madeProject();
    const { id } = store.runs.create(CONFIG, { training: [], validation: [] });
    store.runs.change(id, { notes: 'wider' });
    expect(store.runs.list()[0]).toMatchObject({ notes: 'wider', status: 'preparing' });
    store.project.close();
  });
});

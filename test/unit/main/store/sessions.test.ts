import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectMigrations } from '../../../../src/main/store/migrations/index';
import { createProject, openProject, type StoreEnvironment } from '../../../../src/main/store/open-project';
import { addImage, blank, madeFolder, madeProject, rectangle, SETTINGS } from './made-project';

function clock(start: string): { environment: StoreEnvironment; wait(seconds: number): void } {
  let ms = Date.parse(start);
  return {
    environment: { migrations: projectMigrations, now: () => new Date(ms), networkShare: () => null },
    wait: (seconds) => {
      ms += seconds * 1000;
    },
  };
}

describe('a working session', () => {
  it('counts strokes, images and the minutes with an act', () => {
    const { environment, wait } = clock('2026-03-01T10:00:00Z');
    const store = createProject(join(madeFolder(), 'p'), SETTINGS, {}, environment);
    const [a, b] = ['a.png', 'b.png'].map((name) => addImage(store, name));
    store.sessions.open('Maskwright');
    const first = rectangle(blank(), 1, [0, 0, 5, 5]);
    store.labels.commit(a, [first], 'stroke');
    wait(20);
    store.labels.commit(a, [rectangle(first.after, 2, [0, 0, 2, 2])], 'stroke');
    wait(600);
    store.labels.commit(b, [rectangle(blank(), 1, [0, 0, 5, 5])], 'import');
    store.labels.undo(a);
    wait(60);
    store.sessions.touch(b);
    wait(3600);
    const closed = store.sessions.close();
    expect(closed).toMatchObject({
      program: 'Maskwright',
      openedAt: '2026-03-01T10:00:00.000Z',
      closedAt: '2026-03-01T11:11:20.000Z',
      strokes: 2,
      imagesTouched: 2,
      activeMinutes: 3,
      lastImage: b,
    });
    store.project.close();
  });

  it('counts removing images as an act, and adding, which goes on by itself, as none', () => {
    const { environment, wait } = clock('2026-03-01T10:00:00Z');
    const store = createProject(join(madeFolder(), 'p'), SETTINGS, {}, environment);
    store.sessions.open('Maskwright');
    const id = addImage(store, 'a.png');
    wait(120);
    store.images.remove([id]);
    expect(store.sessions.close()).toMatchObject({ activeMinutes: 1, imagesTouched: 0, strokes: 0, lastImage: null });
    store.project.close();
  });

  it('that was never closed ends with its last act, once the next one opens', () => {
    const { environment, wait } = clock('2026-03-01T10:00:00Z');
    const { folder, store } = madeProject();
    store.project.close();
    const lost = openProject(folder, { mode: 'write' }, environment);
    const id = addImage(lost, 'a.png');
    lost.sessions.open('lost');
    wait(150);
    lost.labels.commit(id, [rectangle(blank(), 1, [0, 0, 5, 5])], 'stroke');
    const copy = join(madeFolder(), 'p');
    cpSync(folder, copy, { recursive: true });
    lost.project.close();

    wait(86_400);
    const again = openProject(copy, { mode: 'write' }, environment);
    again.sessions.open('next');
    expect(again.sessions.list()[1]).toMatchObject({
      program: 'lost',
      closedAt: '2026-03-01T10:02:00.000Z',
      strokes: 1,
    });
    again.project.close();
  });

  it('ends with the project, and stays listed', () => {
    const { environment, wait } = clock('2026-03-01T10:00:00Z');
    const folder = join(madeFolder(), 'p');
    const store = createProject(folder, SETTINGS, {}, environment);
    store.sessions.open('first');
    wait(60);
    store.project.close();
    const again = openProject(folder, { mode: 'write' }, environment);
    again.sessions.open('second');
    expect(again.sessions.list().map(({ program, closedAt }) => [program, closedAt])).toEqual([
      ['second', null],
      ['first', '2026-03-01T10:01:00.000Z'],
    ]);
    again.project.close();
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectMigrations } from '../../../../src/main/store/migrations/index';
import { createProject } from '../../../../src/main/store/open-project';
import { addImage, blank, madeFolder, rectangle, SETTINGS } from './made-project';

function timed() {
  let ms = Date.parse('2026-03-01T10:00:00Z');
  const environment = { migrations: projectMigrations, now: () => new Date(ms), networkShare: () => null };
  const store = createProject(join(madeFolder(), 'p'), SETTINGS, {}, environment);
  const wait = (seconds: number): void => {
    ms += seconds * 1000;
  };
  return { store, wait };
}

describe('time spent on an image', () => {
  it('is the time between acts, for the image in hand', () => {
    const { store, wait } = timed();
    const [a, b] = ['a.png', 'b.png'].map((name) => addImage(store, name));
    store.sessions.open('Maskwright');
    store.sessions.touch(a);
    wait(20);
    store.labels.commit(a, [rectangle(blank(), 1, [0, 0, 5, 5])], 'stroke');
    wait(10);
    store.sessions.touch(b);
    wait(5);
    store.sessions.touch(a);
    wait(7);
    store.sessions.close();
    expect([a, b].map((id) => store.images.get(id).activeMs)).toEqual([37_000, 5_000]);
    store.project.close();
  });

  it('takes a long pause for a minute', () => {
    const { store, wait } = timed();
    const id = addImage(store, 'a.png');
    store.sessions.open('Maskwright');
    store.sessions.touch(id);
    wait(3600);
    store.sessions.touch(id);
    expect(store.images.get(id).activeMs).toBe(60_000);
    store.project.close();
  });

  it('does not grow while a folder is added and looked through, which goes on by itself', () => {
    const { store, wait } = timed();
    const id = addImage(store, 'a.png');
    store.sessions.open('Maskwright');
    store.sessions.touch(id);
    for (const name of ['b.png', 'c.png', 'd.png']) {
      wait(50);
      store.images.keepHashes([{ id: addImage(store, name), hash: '0123456789abcdef' }]);
    }
    const session = store.sessions.close();
    expect(store.images.get(id).activeMs).toBe(60_000);
    expect(session?.activeMinutes).toBe(1);
    store.project.close();
  });

  it('counts nothing while no image is in hand, nor between sessions', () => {
    const { store, wait } = timed();
    const id = addImage(store, 'a.png');
    store.sessions.open('first');
    wait(30);
    store.sessions.touch(id);
    store.sessions.close();
    wait(30);
    store.sessions.open('second');
    wait(30);
    store.sessions.touch();
    expect(store.images.get(id).activeMs).toBe(0);
    store.project.close();
  });

  it('is averaged over finished images, or over those begun where none is', () => {
    const { store, wait } = timed();
    const [a, b, c] = ['a.png', 'b.png', 'c.png'].map((name) => addImage(store, name));
    expect(store.project.statistics().msPerImage).toBeNull();
    store.sessions.open('Maskwright');
    for (const [id, seconds] of [
      [a, 10],
      [b, 30],
      [c, 50],
    ] as const) {
      store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 5, 5])], 'stroke');
      wait(seconds);
    }
    store.sessions.close();
    expect(store.project.statistics().msPerImage).toBe(30_000);
    store.images.setStatus([a, b], 'done');
    expect(store.project.statistics().msPerImage).toBe(20_000);
    store.project.close();
  });
});

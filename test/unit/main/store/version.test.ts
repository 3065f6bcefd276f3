import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../src/main/store/open-project';
import { CONFIG } from './made-events';
import { addImage, blank, madeProject, rectangle } from './made-project';

describe("a project's version", () => {
  it('is another after every change, and the same while it is only read', () => {
    const { store } = madeProject();
    const seen = [store.project.version()];
    const id = addImage(store, 'a.png', 600, 300);
    seen.push(store.project.version());
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 10, 10])], 'stroke');
    seen.push(store.project.version());
    store.classes.add({ name: 'vesicle', color: '#123456' });
    seen.push(store.project.version());
    expect(new Set(seen).size).toBe(seen.length);
    store.images.list();
    store.labels.read(id);
    expect(store.project.version()).toBe(seen.at(-1));
    store.project.close();
  });

  it('is another after a change by another program', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png', 600, 300);
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 10, 10])], 'stroke');
    const before = store.project.version();
    const other = openProject(folder, { mode: 'runs' });
    expect(store.project.version()).toBe(before);
    other.runs.create(CONFIG, { training: [id], validation: [] });
    expect(store.project.version()).not.toBe(before);
    other.project.close();
    store.project.close();
  });
});

import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../src/main/store/open-project';
import { CONFIG } from './made-events';
import { addImage, blank, madeProject, rectangle } from './made-project';

/** SQLite itself would go on writing into the file that nobody finds any more. */
describe('a project whose folder is moved while it is open', () => {
  it('takes no stroke until it is back, and loses none', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    const first = rectangle(blank(), 1, [0, 0, 10, 10]);
    const second = rectangle(first.after, 1, [0, 0, 20, 20]);
    store.labels.commit(id, [first], 'stroke');
    renameSync(folder, `${folder}-away`);
    expect(() => store.labels.commit(id, [second], 'stroke')).toThrow(
      expect.objectContaining({ code: 'project-moved', file: folder }),
    );
    renameSync(`${folder}-away`, folder);
    store.labels.commit(id, [second], 'stroke');
    store.project.close();
    const again = openProject(folder, { mode: 'read' });
    expect(again.images.get(id).painted).toEqual([{ classId: 1, pixels: 400 }]);
    again.project.close();
  });

  it.runIf(process.platform === 'linux')('takes no stroke for a copy that lies in its place', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    const edit = [rectangle(blank(), 1, [0, 0, 10, 10])];
    cpSync(folder, `${folder}-copy`, { recursive: true });
    renameSync(folder, `${folder}-away`);
    renameSync(`${folder}-copy`, folder);
    expect(() => store.labels.commit(id, edit, 'stroke')).toThrow(expect.objectContaining({ code: 'project-moved' }));
    store.project.close();
    rmSync(`${folder}-away`, { recursive: true });
  });

  it('starts no run, and makes no folder in its place', () => {
    const { store, folder } = madeProject();
    addImage(store, 'a.png');
    renameSync(folder, `${folder}-away`);
    expect(() => store.runs.create(CONFIG, { training: [], validation: [] })).toThrow(
      expect.objectContaining({ code: 'project-moved' }),
    );
    expect(existsSync(join(folder, 'runs'))).toBe(false);
    renameSync(`${folder}-away`, folder);
    store.project.close();
  });
});

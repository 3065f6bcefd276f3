import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBackups } from '../../../../src/main/store/backups';
import { databaseVersion, migrate } from '../../../../src/main/store/migrate';
import { projectMigrations } from '../../../../src/main/store/migrations/index';
import { openProject } from '../../../../src/main/store/open-project';
import { connect, PROJECT_APPLICATION_ID } from '../../../../src/main/store/sqlite';
import { madeFolder } from './made-project';

/** A project as format 1 left it: three images, one painted by two strokes of which one is undone, one with void only. */
function oldProject(): string {
  const folder = madeFolder();
  const db = connect(join(folder, 'project.sqlite'));
  migrate(db, projectMigrations.slice(0, 1), PROJECT_APPLICATION_ID);
  db.exec(`
    INSERT INTO project VALUES (1, '11111111-1111-4111-8111-111111111111', 'Old', 'void', 1, '2026-01-01T00:00:00.000Z');
    INSERT INTO classes (id, name, color, position) VALUES (1, 'cell', '#e69f00', 0);
  `);
  const insert = db.prepare(
    `INSERT INTO images (id, path, name, name_key, bytes, modified_ms, sha256, width, height, channels, depth,
     orientation, format, painted_pixels, split, added_at)
     VALUES (?, ?, ?, ?, 1, 1, ?, 10, 10, 1, 8, 1, 'png', ?, ?, '2026-01-01T00:00:00.000Z')`,
  );
  for (const [i, painted] of [4, 0, 7].entries()) {
    const id = String(i).repeat(16);
    insert.run(id, `/${i}.png`, `${i}.png`, `${i}`, String(i).repeat(64), painted, i === 2 ? 'test' : null);
  }
  db.exec(`
    INSERT INTO edits (kind, label, undone, at) VALUES ('stroke', '', 0, ''), ('stroke', '', 1, ''), ('import', '', 0, '');
    INSERT INTO edit_images (image, edit) VALUES (1, 1), (1, 2), (3, 3);
    INSERT INTO image_classes VALUES (1, 1, 4), (3, 255, 7);
  `);
  db.close();
  return folder;
}

describe('a project of format 1', () => {
  it('is brought to format 2 with a status, strokes and a group for every image', () => {
    const folder = oldProject();
    const store = openProject(folder, { mode: 'write' });
    expect(
      store.images.list().map(({ status, strokes, group, split, activeMs }) => ({
        status,
        strokes,
        group: group.slice(0, 1),
        split,
        activeMs,
      })),
    ).toEqual([
      { status: 'in-progress', strokes: 1, group: '0', split: null, activeMs: 0 },
      { status: 'to-do', strokes: 0, group: '1', split: null, activeMs: 0 },
      { status: 'in-progress', strokes: 0, group: '2', split: 'test', activeMs: 0 },
    ]);
    store.project.close();
  });

  it('is copied to the backups first', () => {
    const folder = oldProject();
    openProject(folder, { mode: 'write' }).project.close();
    const [backup] = listBackups(folder);
    const db = connect(join(folder, 'backups', backup), { readonly: true });
    expect(databaseVersion(db)).toBe(1);
    expect(db.prepare('SELECT count(*) AS n FROM images').get()).toEqual({ n: 3 });
    db.close();
  });

  it('can be opened for reading, and stays what it is', () => {
    const folder = oldProject();
    const store = openProject(folder, { mode: 'read' });
    expect(store.project.statistics().statuses).toMatchObject({ 'to-do': 1, 'in-progress': 2 });
    store.project.close();
    const db = connect(join(folder, 'project.sqlite'), { readonly: true });
    expect(databaseVersion(db)).toBe(1);
    db.close();
  });
});

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLibrary } from '../../../../src/main/store/open-library';
import { madeFolder, madeProject } from './made-project';

const CARD = { name: 'Cells', images: 3, paintedImages: 1, thumbnail: null, lastRun: null };

describe('the library', () => {
  it('lists projects, the last opened first, and says which are gone', () => {
    const { store, folder } = madeProject();
    store.project.close();
    let now = new Date('2026-01-01T10:00:00Z');
    const library = openLibrary(madeFolder(), () => now);
    library.projects.keep({ ...CARD, folder, thumbnail: { path: '/a.png', sha256: 'ab' } });
    now = new Date('2026-01-02T10:00:00Z');
    library.projects.keep({ ...CARD, folder: '/gone' });
    expect(library.projects.list().map((project) => [project.folder, project.isThere])).toEqual([
      ['/gone', false],
      [folder, true],
    ]);
    now = new Date('2026-01-03T10:00:00Z');
    library.projects.keep({ ...CARD, folder, paintedImages: 2 });
    expect(library.projects.list()[0]).toEqual({
      ...CARD,
      folder,
      paintedImages: 2,
      openedAt: '2026-01-03T10:00:00.000Z',
      isThere: true,
    });
    library.projects.forget(folder);
    expect(library.projects.list()).toHaveLength(1);
    expect(existsSync(folder)).toBe(true);
    library.library.close();
  });

  it('keeps choices between openings', () => {
    const folder = join(madeFolder(), 'not', 'there', 'yet');
    const first = openLibrary(folder);
    expect(first.choices.get('theme')).toBeNull();
    first.choices.set('theme', '"dark"');
    first.choices.set('theme', '"light"');
    first.library.close();
    const second = openLibrary(folder);
    expect(second.choices.get('theme')).toBe('"light"');
    second.library.close();
  });

  it('is used by two programs at once', () => {
    const folder = madeFolder();
    const [a, b] = [openLibrary(folder), openLibrary(folder)];
    a.choices.set('x', '1');
    b.choices.set('y', '2');
    expect([b.choices.get('x'), a.choices.get('y')]).toEqual(['1', '2']);
    a.library.close();
    b.library.close();
  });

  it('that is damaged is put aside, and a new one begun', () => {
    const folder = madeFolder();
    const first = openLibrary(folder);
    first.choices.set('theme', '"dark"');
    first.library.close();
    const file = join(folder, 'library.sqlite');
    const broken = readFileSync(file).fill(0xa5, 0, 5000);
    writeFileSync(file, broken);
    for (const log of ['-wal', '-shm']) rmSync(file + log, { force: true });
    const second = openLibrary(folder);
    expect(second.choices.get('theme')).toBeNull();
    second.library.close();
    const aside = readdirSync(folder).find((name) => name.includes('.damaged-')) ?? '';
    expect(readFileSync(join(folder, aside)).equals(broken)).toBe(true);
  });
});

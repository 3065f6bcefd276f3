import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../src/main/store/open-project';
import type { NewImage } from '../../../../src/main/store/records';
import { addImage, blank, madeFolder, madeImage, madeProject, rectangle } from './made-project';

describe('images', () => {
  it('are listed in natural order', () => {
    const { store } = madeProject();
    store.images.add(['b/10.png', 'b/2.png', 'a/1.png'].map((name) => madeImage(name)));
    expect(store.images.list().map((image) => image.name)).toEqual(['a/1.png', 'b/2.png', 'b/10.png']);
    store.project.close();
  });

  it('are listed in natural order whatever case, accents and leading zeros', () => {
    const { store } = madeProject();
    const wanted = [
      'a1.png',
      'A 1.png',
      'a002.png',
      'Ä3.png',
      'a10.png',
      'a10b2.png',
      'a10b11.png',
      'b.png',
      'z/1.png',
    ];
    const sorted = [...wanted].sort(new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare);
    store.images.add(wanted.toReversed().map((name) => madeImage(name)));
    expect(store.images.list().map((image) => image.name)).toEqual(sorted);
    store.project.close();
  });

  it('come in pages that hold each image once, in every order', () => {
    const { store } = madeProject();
    store.images.add(Array.from({ length: 47 }, (_, i) => madeImage(`same ${i % 5}.png`)));
    for (const sort of ['name', 'added', 'painted'] as const) {
      const pages = [0, 10, 20, 30, 40].flatMap((offset) => store.images.list({ sort, offset, limit: 10 }));
      expect(pages.map((image) => image.id)).toEqual(store.images.ids({ sort }));
      expect(new Set(pages.map((image) => image.id)).size).toBe(47);
    }
    store.project.close();
  });

  it('keep every fact of their file', () => {
    const { store, folder } = madeProject();
    const facts: NewImage = { ...madeImage('a.tif', 640, 480), channels: 3, depth: 16, orientation: 6, format: 'tiff' };
    const [added] = store.images.add([facts]).added;
    store.project.close();
    const again = openProject(folder, { mode: 'read' });
    expect(again.images.get(added.id)).toMatchObject({ ...facts, file: 'present', split: null, labelRevision: 0 });
    again.project.close();
  });

  it('of the same content are one image, and the second is reported', () => {
    const { store } = madeProject();
    const first = fileImage('a.png', 'one');
    const outcome = store.images.add([first, { ...first, name: 'copy.png', path: `${first.path}.copy` }]);
    expect(outcome.added.map((image) => image.name)).toEqual(['a.png']);
    expect(outcome.skipped).toMatchObject([{ existing: outcome.added[0].id, problem: { code: 'image-duplicate' } }]);
    store.project.close();
  });

  it('are filtered by name, paint, class and split', () => {
    const { store } = madeProject();
    const [a, b, c] = ['wing.png', 'Wing-2.png', 'leg.png'].map((name) => addImage(store, name));
    store.labels.commit(b, [rectangle(blank(), 2, [0, 0, 3, 3])], 'stroke');
    store.splits.set([c], 'test');
    const ids = (filter: Parameters<typeof store.images.ids>[0]): string[] => store.images.ids(filter);
    expect(ids({ search: 'WING' })).toEqual([b, a]);
    expect(ids({ isPainted: true })).toEqual([b]);
    expect(ids({ classId: 2 })).toEqual([b]);
    expect(ids({ split: 'test' })).toEqual([c]);
    expect(ids({ split: null, isPainted: false })).toEqual([a]);
    expect(store.images.count({ search: 'wing' })).toBe(2);
    expect(ids({ offset: 1, limit: 1 })).toEqual([b]);
    store.project.close();
  });

  it('that were removed come back with their labels when they are added again', () => {
    const { store } = madeProject();
    const facts = madeImage('a.png');
    const [{ id }] = store.images.add([facts]).added;
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 3, 3])], 'stroke');
    expect(store.images.remove([id])).toBe(1);
    expect(store.images.list()).toEqual([]);
    expect(store.project.statistics()).toMatchObject({ images: 0, paintedPixels: 0 });
    expect(() => store.images.get(id)).toThrow(expect.objectContaining({ code: 'image-unknown' }));
    expect(store.images.add([facts]).restored).toEqual([id]);
    expect(store.images.get(id).painted).toEqual([{ classId: 1, pixels: 9 }]);
    store.project.close();
  });

  it('are found by path, file name or stem, and an ambiguous name is refused with the candidates', () => {
    const { store } = madeProject();
    const x = addImage(store, 'x/cell.png');
    const y = addImage(store, 'y/cell.png');
    const z = addImage(store, 'y/other.tif');
    expect(store.images.byName('y/cell.png').id).toBe(y);
    expect(store.images.byName('other').id).toBe(z);
    expect(() => store.images.byName('cell.png')).toThrow(expect.objectContaining({ code: 'name-ambiguous' }));
    store.images.remove([x]);
    expect(store.images.byName('cell.png').id).toBe(y);
    store.project.close();
  });
});

describe('files of images', () => {
  it('are found missing, changed and present again', () => {
    const { store } = madeProject();
    const facts = fileImage('a.png', 'one');
    const [{ id }] = store.images.add([facts]).added;
    expect(store.images.verify()).toEqual({ checked: 1, missing: [], changed: [], altered: 0 });
    writeFileSync(facts.path, 'other content');
    expect(store.images.verify().changed).toEqual([id]);
    expect(store.images.get(id).file).toBe('changed');
    expect(store.project.statistics().changedImages).toBe(1);
    rmSync(facts.path);
    expect(store.images.verify().missing).toEqual([id]);
    expect(store.project.statistics()).toMatchObject({ missingImages: 1, changedImages: 0 });
    writeFileSync(facts.path, 'one');
    utimesSync(facts.path, facts.modifiedMs / 1000, facts.modifiedMs / 1000);
    expect(store.images.verify([id])).toEqual({ checked: 1, missing: [], changed: [], altered: 1 });
    expect(store.images.get(id).file).toBe('present');
    store.project.close();
  });

  it('are told by time alone, where the size stayed', () => {
    const { store } = madeProject();
    const facts = fileImage('a.png', 'one');
    const [{ id }] = store.images.add([facts]).added;
    writeFileSync(facts.path, 'two');
    utimesSync(facts.path, 1_800_000_000, 1_800_000_000);
    expect(store.images.verify().changed).toEqual([id]);
    store.project.close();
  });

  it('that were moved are found again by their content', () => {
    const { store } = madeProject();
    const facts = fileImage('a.png', 'one');
    const [{ id }] = store.images.add([facts]).added;
    const moved = join(facts.path, '../moved.png');
    renameSync(facts.path, moved);
    const outcome = store.images.add([{ ...facts, path: moved, name: 'moved.png' }]);
    expect(outcome.restored).toEqual([id]);
    expect(store.images.get(id)).toMatchObject({ path: moved, name: 'moved.png', file: 'present' });
    store.project.close();
  });

  it('that hold an image of another size keep their labels, and are not painted on', () => {
    const { store } = madeProject();
    const facts = fileImage('a.png', 'one');
    const [{ id }] = store.images.add([facts]).added;
    const edit = rectangle(blank(), 1, [0, 0, 3, 3]);
    store.labels.commit(id, [edit], 'stroke');
    const replaced = store.images.refresh(id, { ...facts, sha256: 'f'.repeat(64), width: 99, height: 99 });
    expect(replaced).toMatchObject({ file: 'resized', width: 300, height: 280, painted: [{ classId: 1, pixels: 9 }] });
    expect(() => store.labels.commit(id, [rectangle(edit.after, 2, [0, 0, 1, 1])], 'stroke')).toThrow(
      expect.objectContaining({ code: 'image-resized' }),
    );
    expect(store.images.refresh(id, facts)).toMatchObject({ file: 'present', sha256: facts.sha256 });
    store.project.close();
  });

  it('that hold other content of the same size are taken over', () => {
    const { store } = madeProject();
    const facts = fileImage('a.png', 'one');
    const [{ id }] = store.images.add([facts]).added;
    const refreshed = store.images.refresh(id, { ...facts, sha256: 'e'.repeat(64), bytes: 77 });
    expect(refreshed).toMatchObject({ file: 'present', sha256: 'e'.repeat(64), bytes: 77 });
    store.project.close();
  });
});

describe('splits', () => {
  it('keep locked images out of training, and say which', () => {
    const { store } = madeProject();
    const [a, b] = ['a.png', 'b.png'].map((name) => addImage(store, name));
    store.splits.set([a, b], 'validation');
    expect(store.splits.lock([a], true)).toEqual({ changed: [a], refused: [] });
    expect(store.splits.set([a, b], 'training')).toEqual({
      changed: 1,
      refused: [a],
      before: [{ split: 'validation', ids: [b] }],
    });
    expect(store.images.get(a)).toMatchObject({ split: 'validation', isSplitLocked: true });
    expect(store.project.statistics().splits).toEqual({ training: 1, validation: 1, test: 0, none: 0 });
    store.project.close();
  });
});

/** An image whose file exists, with its real size and time. */
function fileImage(name: string, content: string): NewImage {
  const folder = join(madeFolder(), 'images');
  mkdirSync(folder);
  const path = join(folder, name);
  writeFileSync(path, content);
  const { size, mtimeMs } = statSync(path);
  return { ...madeImage(name), path, bytes: size, modifiedMs: mtimeMs };
}

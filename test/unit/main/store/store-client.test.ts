import { cpSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AfterTile } from '../../../../src/main/store/records';
import { connect } from '../../../../src/main/store/sqlite';
import { StoreClient } from '../../../../src/main/store/store-client';
import { blank, madeFolder, madeImage, rectangle, SETTINGS } from './made-project';

describe('the store behind its worker', () => {
  it('does all that the store does, as promises', async () => {
    const client = new StoreClient();
    const store = await client.createProject(`${madeFolder()}/p`, SETTINGS);
    const [image] = (await store.images.add([madeImage('a.png')])).added;
    const edit = rectangle(blank(), 1, [0, 0, 10, 10]);
    await store.labels.commit(image.id, [edit], 'stroke');
    const [tile] = await store.labels.tiles(image.id);
    expect(tile.data).toEqual(edit.after);
    expect((await store.labels.read(image.id)).data.filter((label) => label === 1)).toHaveLength(100);
    expect((await store.labels.undo(image.id))?.painted).toEqual([]);
    await client.end();
  });

  it("leaves the caller's arrays usable", async () => {
    const client = new StoreClient();
    const store = await client.createProject(`${madeFolder()}/p`, SETTINGS);
    const [image] = (await store.images.add([madeImage('a.png')])).added;
    const edit = rectangle(blank(), 1, [0, 0, 10, 10]);
    await store.labels.commit(image.id, [edit], 'stroke');
    expect(edit.after[0]).toBe(1);
    await client.end();
  });

  it('hands a problem over whole', async () => {
    const client = new StoreClient();
    await expect(client.openProject(`${madeFolder()}/none`, { mode: 'write' })).rejects.toMatchObject({
      name: 'Problem',
      code: 'project-missing',
      hint: expect.stringMatching(/.+/),
    });
    await client.end();
  });

  it('gives the project back also where closing it fails', async () => {
    const folder = `${madeFolder()}/p`;
    const client = new StoreClient();
    const store = await client.createProject(folder, SETTINGS);
    await store.sessions.open('test');
    // The end of the session is the last write.
    const other = connect(`${folder}/project.sqlite`);
    other.exec('CREATE TRIGGER refused BEFORE UPDATE ON sessions BEGIN SELECT raise(ABORT, "refused"); END');
    await expect(client.end()).rejects.toMatchObject({ message: expect.stringContaining('refused') });
    other.exec('DROP TRIGGER refused');
    other.close();
    const next = new StoreClient();
    await next.openProject(folder, { mode: 'write' });
    await next.end();
  });

  it('does requests in the order they were made', async () => {
    const client = new StoreClient();
    const store = await client.createProject(`${madeFolder()}/p`, SETTINGS);
    const finished: number[] = [];
    const names = Array.from({ length: 20 }, (_, i) => `n${i}`);
    await Promise.all(
      names.map(async (name, i) => {
        await store.project.change({ name });
        finished.push(i);
      }),
    );
    expect(finished).toEqual(names.map((_, i) => i));
    expect((await store.project.read()).name).toBe('n19');
    await client.end();
  });

  it('keeps edits apart that are sent before the first was answered', async () => {
    const client = new StoreClient();
    const store = await client.createProject(`${madeFolder()}/p`, SETTINGS);
    const { added } = await store.images.add(['a.png', 'b.png', 'c.png'].map((name) => madeImage(name)));
    const edits = [1, 2, 255].map((label, i) => rectangle(blank(), label, [i, i, 60 + i, 90 + i]));
    await Promise.all(added.map(({ id }, i) => store.labels.commit(id, [edits[i]], 'stroke')));
    for (const [i, { id }] of added.entries()) {
      const [tile] = await store.labels.tiles(id);
      expect(Buffer.compare(tile.data, edits[i].after)).toBe(0);
    }
    await client.end();
  });

  it('keeps the parts of large edits apart from the messages that follow them', async () => {
    const client = new StoreClient();
    const store = await client.createProject(`${madeFolder()}/p`, SETTINGS);
    const { added } = await store.images.add(['a.png', 'b.png'].map((name) => madeImage(name, 600, 300)));
    const [a, b] = added.map(({ id }) => id);
    const edit = (label: number, tileX: number): AfterTile[] => [rectangle(blank(), label, [0, 0, 20, 20], tileX)];
    const whole = { revision: 0, kind: 'fill' as const, label: 'Fill' };
    await Promise.all([
      store.labels.commitPart(a, { ...whole, part: 0, isLast: false, tiles: edit(1, 0) }),
      store.labels.commitPart(b, { ...whole, part: 0, isLast: true, tiles: edit(2, 0) }),
      store.labels.commitPart(a, { ...whole, part: 1, isLast: true, tiles: edit(1, 1) }),
    ]);
    expect((await store.labels.open(a)).painted).toEqual([{ classId: 1, pixels: 800 }]);
    expect((await store.labels.open(b)).painted).toEqual([{ classId: 2, pixels: 400 }]);
    await client.end();
  });

  it('has on the disk what it acknowledged when its thread is gone without a word', async () => {
    const folder = `${madeFolder()}/p`;
    const client = new StoreClient();
    const store = await client.createProject(folder, SETTINGS);
    const [{ id }] = (await store.images.add([madeImage('a.png', 600, 300)])).added;
    for (let revision = 0; revision < 5; revision++) {
      const tiles: AfterTile[] = [rectangle(blank(), 1, [revision * 10, 0, revision * 10 + 10, 10], revision % 3)];
      await store.labels.commitPart(id, {
        revision,
        kind: 'stroke',
        label: 'Brush',
        part: 0,
        isLast: true,
        tiles,
      });
    }
    // The database as a power cut would leave it: its files as they lie there, with the writer still holding them.
    const copy = `${madeFolder()}/p`;
    cpSync(folder, copy, { recursive: true });
    const other = new StoreClient();
    const read = await other.openProject(copy, { mode: 'write' });
    expect((await read.labels.history(id)).total).toBe(5);
    expect((await read.labels.open(id)).labelRevision).toBe(5);
    await other.end();
    await client.end();
  });

  it('closes what is open when it ends, so that the lock is free', async () => {
    const folder = `${madeFolder()}/p`;
    const first = new StoreClient();
    await first.createProject(folder, SETTINGS);
    await first.end();
    const second = new StoreClient();
    const store = await second.openProject(folder, { mode: 'write' });
    expect((await store.project.read()).name).toBe('Cells');
    await second.end();
  });

  it('says so after a project was closed', async () => {
    const client = new StoreClient();
    const store = await client.createProject(`${madeFolder()}/p`, SETTINGS);
    await store.project.close();
    await expect(store.images.list()).rejects.toMatchObject({ code: 'project-closed' });
    await client.end();
  });

  it('refuses everything once it has ended', async () => {
    const client = new StoreClient();
    const store = await client.createProject(`${madeFolder()}/p`, SETTINGS);
    await client.end();
    await expect(store.images.list()).rejects.toMatchObject({ code: 'store-lost' });
  });

  it('fails what is asked of a worker that cannot start, in a sentence', async () => {
    const client = new StoreClient(`${madeFolder()}/missing.js`);
    await expect(client.openLibrary(madeFolder())).rejects.toMatchObject({ code: 'store-lost' });
    await client.end();
  });

  it('keeps the library beside projects in one thread', async () => {
    const client = new StoreClient();
    const folder = madeFolder();
    const library = await client.openLibrary(`${folder}/data`);
    await library.choices.set('theme', '"dark"');
    expect(await library.choices.get('theme')).toBe('"dark"');
    await client.end();
  });
});

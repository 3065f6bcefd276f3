import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assembleProject } from '../../../../src/main/store/project-assembly';
import type { ProjectStore } from '../../../../src/main/store/project-store';
import type { EditTile } from '../../../../src/main/store/records';
import { type Connection, connect, pragmaNumber } from '../../../../src/main/store/sqlite';
import { makeContext } from '../../../../src/main/store/store-context';
import { Problem } from '../../../../src/shared/problem';
import { randomStream } from '../../../../src/shared/training/random';
import { CONFIG } from './made-events';
import { addImage, blank, madeProject } from './made-project';

/** The store on a connection whose database may not grow beyond some pages: what SQLite does when the disk is full. */
function limitedProject(): { store: ProjectStore; db: Connection; allow(pages: number): void } {
  const { store: made, folder } = madeProject();
  made.project.close();
  const file = join(folder, 'project.sqlite');
  const db = connect(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  const context = makeContext({ db, folder, file, mode: 'write', notices: [], now: () => new Date() });
  return {
    db,
    store: assembleProject(context, () => db.close()),
    allow: (pages) => {
      db.pragma(`max_page_count = ${pragmaNumber(db, 'page_count') + pages}`);
    },
  };
}

describe('a full disk', () => {
  it('is said, leaves nothing half written, and painting goes on when there is room', () => {
    const { store, db, allow } = limitedProject();
    const id = addImage(store, 'a.png', 1024, 1024);
    store.sessions.open('test');
    let map = new Map<string, Uint8Array>();
    let committed = 0;
    allow(60);
    let problem: unknown = null;
    for (let stroke = 0; problem === null && stroke < 100; stroke++) {
      const edit = noisyEdit(map, stroke);
      try {
        store.labels.commit(id, edit, 'stroke');
        committed++;
        map = new Map([...map, ...edit.map((tile): [string, Uint8Array] => [keyOf(tile), tile.after])]);
      } catch (error) {
        problem = error;
      }
    }
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ code: 'disk-full', message: expect.stringContaining('project.sqlite') });
    expect(committed).toBeGreaterThan(0);
    expectMap(store, map);
    expect(store.labels.history(id).total).toBe(committed);
    expect(store.images.get(id).labelRevision).toBe(committed);
    expect(store.sessions.list()[0].strokes).toBe(committed);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');

    allow(10_000);
    const edit = noisyEdit(map, 1000);
    store.labels.commit(id, edit, 'stroke');
    store.labels.undo(id);
    expectMap(store, map);
    store.project.close();
  });

  it('leaves no run behind that could not be begun', () => {
    const { store, db, allow } = limitedProject();
    allow(0);
    const long = {
      ...CONFIG,
      validation: { kind: 'images' as const, names: Array(2000).fill('a long name of an image') },
    };
    expect(() => store.runs.create(long, { training: [], validation: [] })).toThrow(
      expect.objectContaining({ code: 'disk-full' }),
    );
    expect(store.runs.list()).toEqual([]);
    db.exec("INSERT INTO runs (status, config, created_at, process) VALUES ('preparing', '{}', '', '{}')");
    expect(store.runs.list()).toEqual([]);
    expect(store.project.statistics().runs).toBe(0);
    store.project.close();
  });

  it('keeps a list of images whole or not at all', () => {
    const { store, allow } = limitedProject();
    allow(3);
    const before = store.images.count();
    const many = Array.from({ length: 500 }, (_, i) => ({
      name: `image number ${i}.png`,
      path: `/images/with/a/rather/long/path/image number ${i}.png`,
      bytes: 1,
      modifiedMs: 1,
      sha256: i.toString(16).padStart(64, '0'),
      width: 10,
      height: 10,
      channels: 1,
      depth: 8 as const,
      orientation: 1,
      format: 'png',
    }));
    expect(() => store.images.add(many)).toThrow(expect.objectContaining({ code: 'disk-full' }));
    expect(store.images.count()).toBe(before);
    store.project.close();
  });

  function expectMap(store: ProjectStore, map: Map<string, Uint8Array>): void {
    const [{ id }] = store.images.list();
    const tiles = store.labels.tiles(id);
    expect(tiles.map(keyOf).sort()).toEqual([...map.keys()].sort());
    for (const tile of tiles) expect(Buffer.compare(tile.data, map.get(keyOf(tile)) ?? blank())).toBe(0);
  }
});

function keyOf({ tileX, tileY }: { tileX: number; tileY: number }): string {
  return `${tileX},${tileY}`;
}

/** An edit of two tiles that compresses badly, so that it needs pages. */
function noisyEdit(map: ReadonlyMap<string, Uint8Array>, seed: number): EditTile[] {
  const random = randomStream(seed, 9);
  return [0, 1].map((i) => {
    const at = { tileX: (seed + i) % 4, tileY: seed % 4 };
    const before = map.get(keyOf(at)) ?? blank();
    return { ...at, before, after: before.map((label, k) => (k < 20_000 ? 1 + random.integer(2) : label)) };
  });
}

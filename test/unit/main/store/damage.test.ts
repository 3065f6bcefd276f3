import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examineOpened } from '../../../../src/main/store/examine';
import { projectMigrations } from '../../../../src/main/store/migrations/index';
import { openProject } from '../../../../src/main/store/open-project';
import type { StoreMode } from '../../../../src/main/store/records';
import { connect, PROJECT_APPLICATION_ID } from '../../../../src/main/store/sqlite';
import { packTile } from '../../../../src/main/store/tile-codec';
import { Problem } from '../../../../src/shared/problem';
import { randomStream } from '../../../../src/shared/training/random';
import { addImage, blank, madeFolder, madeProject, rectangle } from './made-project';

const PAGE = 4096;

describe('a damaged database', () => {
  const damages: [string, (file: string) => void][] = [
    ['whose header is overwritten', (file) => overwrite(file, 0, 16)],
    ['whose schema page is overwritten', (file) => overwrite(file, 100, 2000)],
    ['that was cut in half', (file) => truncateSync(file, Math.floor(readFileSync(file).length / PAGE / 2) * PAGE)],
    ['whose pages are overwritten', (file) => overwrite(file, 3 * PAGE, 12 * PAGE)],
  ];
  const modes: StoreMode[] = ['write', 'runs', 'read'];

  it.each(damages)('%s is found on opening, said, and not written to', (_, damage) => {
    const { file, folder } = paintedProject();
    damage(file);
    const before = hash(file);
    for (const mode of modes) {
      expect(() => openProject(folder, { mode })).toThrow(
        expect.objectContaining({ code: 'database-damaged', message: expect.stringContaining('project.sqlite') }),
      );
    }
    expect(hash(file)).toBe(before);
  });

  it('of a large project is found wherever it is not in the tiles, which have checksums of their own', () => {
    const { file } = paintedProject();
    const look = (): string => {
      const db = connect(file, { readonly: true });
      try {
        return examineOpened(db, file, PROJECT_APPLICATION_ID, projectMigrations, 0);
      } finally {
        db.close();
      }
    };
    expect(look()).toBe('current');
    overwriteTable(file, 'tiles');
    expect(look()).toBe('current');
    overwriteTable(file, 'images');
    expect(look).toThrow(expect.objectContaining({ code: 'database-damaged' }));
  });

  it('is either refused and left as it was, or works: wherever bytes were flipped', () => {
    const { file } = paintedProject();
    const whole = readFileSync(file);
    const random = randomStream(5);
    const samples = process.env.MASKWRIGHT_SOAK === '1' ? 500 : 25;
    const folder = join(madeFolder(), 'p');
    mkdirSync(folder);
    let refused = 0;
    for (let i = 0; i < samples; i++) {
      const flipped = Buffer.from(whole);
      // Every other one where a page says what it holds; elsewhere there are mostly labels.
      const within = i % 2 === 0 ? 0 : random.integer(PAGE - 64);
      const at = random.integer(whole.length / PAGE) * PAGE + within;
      for (let k = 0; k < 64; k++) flipped[at + k] ^= 1 + random.integer(255);
      const copy = join(folder, 'project.sqlite');
      writeFileSync(copy, flipped);
      const before = hash(copy);
      try {
        const store = openProject(folder, { mode: 'read' });
        store.project.close();
      } catch (error) {
        refused++;
        expect(error).toBeInstanceOf(Problem);
        expect(error).toMatchObject({ code: expect.stringMatching(/^(database-damaged|project-(foreign|newer))$/) });
        expect(hash(copy)).toBe(before);
      }
    }
    expect(refused).toBeGreaterThan(0);
  });

  it('that lost bytes of a label tile says whose labels they are', () => {
    const { file, folder } = paintedProject();
    const db = connect(file);
    db.exec('UPDATE tiles SET bytes = zeroblob(20) WHERE x = 0 AND y = 0');
    db.close();
    const store = openProject(folder, { mode: 'write' });
    const [image] = store.images.list();
    expect(() => store.labels.read(image.id)).toThrow(
      expect.objectContaining({ code: 'labels-damaged', message: expect.stringContaining(image.name) }),
    );
    expect(store.labels.tiles(image.id, [{ tileX: 1, tileY: 0 }])).toHaveLength(1);
    store.project.close();
  });

  it('that lost bytes of a step says whose they are, and goes nowhere over it', () => {
    const { file, folder } = paintedProject();
    const db = connect(file);
    // Runs of another label are deflate all the same: only the checksum tells.
    const other = packTile(blank().fill(1));
    db.prepare('UPDATE edit_tiles SET bytes = ? WHERE x = 0 AND y = 0').run(other.bytes);
    db.close();
    const store = openProject(folder, { mode: 'write' });
    const [image] = store.images.list();
    const before = store.labels.read(image.id);
    expect(() => store.labels.undo(image.id)).toThrow(
      expect.objectContaining({ code: 'labels-damaged', message: expect.stringContaining(image.name) }),
    );
    expect(store.labels.read(image.id)).toEqual(before);
    store.project.close();
  });

  it('is mended by the backup beside it', () => {
    const { file, folder, backup } = paintedProject();
    overwrite(file, 0, 16);
    copyFileSync(backup, file);
    const store = openProject(folder, { mode: 'write' });
    expect(store.project.statistics().paintedImages).toBe(20);
    store.project.close();
  });
});

function paintedProject(): { folder: string; file: string; backup: string } {
  const { store, folder } = madeProject();
  for (let i = 0; i < 20; i++) {
    const id = addImage(store, `${i}.png`, 512, 512);
    const noisy = { ...rectangle(blank(), 1, [0, 0, 256, 256], 0, 0), after: noise(i) };
    store.labels.commit(id, [noisy, rectangle(blank(), 2, [0, 0, 20, 20], 1, 0)], 'stroke');
  }
  const backup = store.project.backUp();
  store.project.close();
  return { folder, file: join(folder, 'project.sqlite'), backup };
}

/** Labels 1 and 2 that compress badly, so that tiles fill pages. */
function noise(seed: number): Uint8Array {
  const random = randomStream(seed);
  return Uint8Array.from({ length: 65_536 }, (_, i) => (i < 20_000 ? 1 + random.integer(2) : 0));
}

function overwrite(file: string, from: number, length: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, from, from + length);
  writeFileSync(file, bytes);
}

function hash(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Overwrites the first page of a table. */
function overwriteTable(file: string, table: string): void {
  const db = connect(file, { readonly: true });
  const page = db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table);
  db.close();
  overwrite(file, ((page ?? 1) - 1) * PAGE, PAGE);
}

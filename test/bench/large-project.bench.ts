import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countByFilter, storeFilter } from '../../src/main/images/image-query';
import type { Remote } from '../../src/main/store/client-types';
import { nameKey } from '../../src/main/store/image-order';
import { createProject, PROJECT_FILE } from '../../src/main/store/open-project';
import type { ProjectStore } from '../../src/main/store/project-store';
import { connect } from '../../src/main/store/sqlite';
import { StoreClient } from '../../src/main/store/store-client';
import { IMAGES_AN_ACT, imageQuerySchema, imageSortSchema } from '../../src/shared/contract/images';
import { TILE_BYTES } from '../../src/shared/labels/tile-map';
import { median, report } from './report';

const IMAGES = 100_000;
const CLASSES = 3;
const query = imageQuerySchema.parse({});

const folder = mkdtempSync(join(tmpdir(), 'maskwright-large-'));
const project = join(folder, 'project');
let client: StoreClient;
let store: Remote<ProjectStore>;

beforeAll(() => makeProject());

afterAll(async () => {
  await client?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** What the window waits for: the project, its first rows, counts and statistics. */
async function open(): Promise<void> {
  client = new StoreClient();
  store = await client.openProject(project, { mode: 'write', program: 'bench' });
  await store.project.read();
  await store.sessions.open('bench');
  await Promise.all([
    store.images.list({ ...storeFilter(query), limit: 100 }),
    countByFilter(store, query),
    store.project.statistics(),
  ]);
}

describe('a project of 100,000 images', () => {
  it('opens, first rows and statistics included, in under a second', async () => {
    const ms: number[] = [];
    for (let round = 0; round < 3; round++) {
      if (round > 0) await client.end();
      ms.push(await timed(open));
    }
    row('project of 100,000 images opened, counted, first rows shown', median(ms), 1000);
    expect(median(ms)).toBeLessThan(1000);
  });

  it('is counted and summed without a look at every row', async () => {
    row('counts behind the filters', await medianOf(5, () => countByFilter(store, query)), 100);
    row('counts under a search', await medianOf(5, () => countByFilter(store, { ...query, search: '99' })), 200);
    row('statistics', await medianOf(5, () => store.project.statistics()), 150);
  });

  it.each(imageSortSchema.options)('gives a page in the middle and at the end, by %s', async (sort) => {
    const page = (offset: number) => store.images.list({ ...storeFilter({ ...query, sort }), offset, limit: 100 });
    row(`order by ${sort} worked out, and 100 rows of its middle`, await timed(() => page(IMAGES / 2)), 500);
    const ms = [IMAGES / 3, IMAGES - 100].map((offset) => () => medianOf(3, () => page(offset)));
    for (const work of ms) row(`further 100 rows, by ${sort}`, await work(), 50);
  });

  it('gives a page of the images that are to do', async () => {
    const filter = storeFilter({ ...query, status: 'to-do' });
    row(
      '100 rows from the middle of one status',
      await medianOf(3, () => store.images.list({ ...filter, offset: IMAGES / 4, limit: 100 })),
      100,
    );
  });

  it('is selected and acted on within seconds', async () => {
    const startMs = performance.now();
    const ids = await store.images.ids(storeFilter(query));
    const selectedMs = performance.now() - startMs;
    expect(ids).toHaveLength(IMAGES);
    row('all ids', selectedMs, 500);
    const inParts = async (act: (part: typeof ids) => Promise<unknown>): Promise<void> => {
      for (let at = 0; at < ids.length; at += IMAGES_AN_ACT) await act(ids.slice(at, at + IMAGES_AN_ACT));
    };
    row('status of all set', await timed(() => inParts((part) => store.images.setStatus(part, 'done'))), 2000);
    row('split of all set', await timed(() => inParts((part) => store.splits.set(part, 'test'))), 2000);
    const plan = { validation: 0.2, test: 0.1, seed: 1, byClass: true, together: 'file' as const };
    row('all split at random', await timed(() => store.splits.assign(plan)), 2000);
  });
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

async function medianOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const ms: number[] = [];
  for (let i = 0; i < count; i++) ms.push(await timed(work));
  return median(ms);
}

function row(what: string, ms: number, limitMs: number): void {
  report({ what, figure: `${ms.toFixed(ms < 10 ? 1 : 0)} ms`, wanted: `< ${limitMs} ms`, isReached: ms < limitMs });
}

/** Half of the images painted, with one tile each; written past the store, which would take each from a file. */
function makeProject(): void {
  createProject(project, {
    name: 'Large',
    classes: Array.from({ length: CLASSES }, (_, i) => ({ name: `class ${i}`, color: '#e69f00' })),
    unpainted: 'void',
  }).project.close();
  const db = connect(join(project, PROJECT_FILE));
  const image = db.prepare(
    `INSERT INTO images (key, id, path, name, name_key, bytes, modified_ms, sha256, width, height, channels, depth,
     orientation, format, painted_pixels, status, split_group, added_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 3, 8, 1, 'jpeg', ?, ?, ?, '2026-01-01T00:00:00.000Z')`,
  );
  const held = db.prepare('INSERT INTO image_classes VALUES (?, ?, ?)');
  const tile = db.prepare('INSERT INTO tiles VALUES (?, 0, 0, ?, ?)');
  const labels = new Uint8Array(TILE_BYTES).map((_, i) => (i % 97 < 40 ? 1 : 2));
  const bytes = deflateRawSync(labels);
  db.transaction(() => {
    for (let key = 1; key <= IMAGES; key++) {
      const name = `plate-${key % 40}/well-${key}.jpg`;
      const isPainted = key % 2 === 0;
      const sha256 = key.toString(16).padStart(64, '0');
      image.run(
        key,
        key.toString(16).padStart(16, '0'),
        `/images/${name}`,
        name,
        nameKey(name),
        key * 10,
        1.7e12 + ((key * 7919) % 1e6),
        sha256,
        1000 + (key % 50),
        1000,
        isPainted ? 1000 + (key % 5000) : 0,
        isPainted ? 'in-progress' : 'to-do',
        sha256,
      );
      if (!isPainted) continue;
      for (let id = 1; id <= CLASSES; id++) held.run(key, id, 300 + (key % 500));
      tile.run(key, crc32(labels), bytes);
    }
  })();
  db.close();
}

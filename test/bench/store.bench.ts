import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { StoreClient } from '../../src/main/store/store-client';
import { brushStroke } from '../../src/shared/labels/brush';
import { applyEdit } from '../../src/shared/labels/edit';
import { emptyTileMap } from '../../src/shared/labels/tile-map';
import { median, report } from './report';

const WIDTH = 12_000;
const HEIGHT = 9_000;

it.each([
  { sizePx: 400, wayPx: 1000, strokes: 160, wantedMs: 5 },
  { sizePx: 2000, wayPx: WIDTH, strokes: 16, wantedMs: null },
])(
  'commits strokes of a $sizePx px brush over $wayPx px through the worker',
  async ({ sizePx, wayPx, strokes, wantedMs }) => {
    const folder = mkdtempSync(join(tmpdir(), 'maskwright-bench-'));
    const client = new StoreClient();
    try {
      const store = await client.createProject(join(folder, 'project'), {
        name: 'Bench',
        classes: [
          { name: 'a', color: '#e69f00' },
          { name: 'b', color: '#56b4e9' },
        ],
        unpainted: 'void',
      });
      const { added } = await store.images.add([
        {
          name: 'large.png',
          path: '/large.png',
          bytes: 1,
          modifiedMs: 1,
          sha256: '0'.repeat(64),
          width: WIDTH,
          height: HEIGHT,
          channels: 3,
          depth: 8,
          orientation: 1,
          format: 'png',
        },
      ]);
      await store.sessions.open('bench');
      let map = emptyTileMap(WIDTH, HEIGHT);
      const ms: number[] = [];
      let tiles = 0;
      for (let stroke = 0; stroke < strokes; stroke++) {
        const edit = brushStroke(map, path(stroke, wayPx), { shape: 'round', radius: sizePx / 2 }, 1 + (stroke % 2));
        map = applyEdit(map, edit);
        tiles += edit.length;
        const startMs = performance.now();
        await store.labels.commit(added[0].id, edit, 'stroke');
        ms.push(performance.now() - startMs);
      }
      const warm = ms.slice(strokes / 4).sort((a, b) => a - b);
      const middle = median(warm);
      report({
        what: `stroke commit, ${sizePx} px brush, ${wayPx} px path, ${(tiles / strokes).toFixed(0)} tiles`,
        figure: `${middle.toFixed(2)} ms (95 % under ${warm[Math.floor(warm.length * 0.95)].toFixed(2)})`,
        wanted: wantedMs === null ? 'reported' : `< ${wantedMs} ms`,
        isReached: wantedMs === null || middle < wantedMs,
      });
      expect(tiles).toBeGreaterThan(0);
    } finally {
      await client.end();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

/** A way of that length somewhere on the map, another one each time: bent, or straight across where it is as long as it. */
function path(stroke: number, lengthPx: number): { x: number; y: number }[] {
  if (lengthPx >= WIDTH) return [0, WIDTH].map((x) => ({ x, y: 1000 + ((stroke * 2833) % (HEIGHT - 2000)) }));
  const angle = stroke * 2.4;
  const x = 1500 + ((stroke * 3571) % (WIDTH - 3000));
  const y = 1500 + ((stroke * 2833) % (HEIGHT - 3000));
  return Array.from({ length: 101 }, (_, i) => {
    const turn = angle + i * 0.01;
    const way = (lengthPx * i) / 100;
    return { x: x + way * Math.cos(turn), y: y + way * Math.sin(turn) };
  });
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepPictures } from '../../../../src/main/store/history-records';
import { openProject } from '../../../../src/main/store/open-project';
import type { ProjectStore } from '../../../../src/main/store/project-store';
import type { EditTile } from '../../../../src/main/store/records';
import type { ImageId } from '../../../../src/shared/ids';
import { addImage, blank, madeProject, rectangle } from './made-project';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';
const WIDTH = 700;
const HEIGHT = 500;

const stroke = fc.record({
  x: fc.integer({ min: 0, max: WIDTH - 1 }),
  y: fc.integer({ min: 0, max: HEIGHT - 1 }),
  width: fc.integer({ min: 1, max: 400 }),
  height: fc.integer({ min: 1, max: 300 }),
  label: fc.constantFrom(0, 1, 2, 255),
});

describe('pictures of steps', () => {
  const name = 'show which pixels each step changed and a label it gave them, wherever the present state is';
  it(name, { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 10 }), fc.nat(), (strokes, where) => {
        const { store } = madeProject();
        const id = addImage(store, 'a.png', WIDTH, HEIGHT);
        const maps = [new Uint8Array(WIDTH * HEIGHT)];
        const ids: number[] = [];
        for (const each of strokes) {
          const before = maps[maps.length - 1];
          const after = before.slice();
          for (let y = each.y; y < Math.min(HEIGHT, each.y + each.height); y++) {
            after.fill(each.label, y * WIDTH + each.x, y * WIDTH + Math.min(WIDTH, each.x + each.width));
          }
          const { editId } = store.labels.commit(id, editBetween(before, after), 'stroke');
          if (editId === null) continue;
          ids.push(editId);
          maps.push(after);
        }
        const place = where % maps.length;
        store.labels.stepTo(id, place === 0 ? null : ids[place - 1]);
        const pictures = ids.length === 0 ? [] : wholePictures(store, id, ids);
        expect(pictures.map(({ editId }) => editId)).toEqual(ids);
        pictures.forEach((picture, i) => {
          expectShown(picture, maps[i], maps[i + 1]);
        });
        store.project.close();
      }),
      { seed: 77, numRuns: isSoak ? 200 : 10 },
    );
  });

  it('are the same after a restart, for reading only as well', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    const edits = [1, 2, 1].map((label, i) => {
      const before = store.labels.tiles(id)[0]?.data ?? blank();
      return store.labels.commit(id, [rectangle(before, label, [i * 5, 0, i * 5 + 20, 20])], 'stroke').editId ?? 0;
    });
    const pictures = wholePictures(store, id, edits);
    store.project.close();
    const again = openProject(folder, { mode: 'read' });
    expect(wholePictures(again, id, edits)).toEqual(pictures);
    again.project.close();
  });

  it('leave out what is not in the history any more', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    const { editId } = store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 9, 9])], 'stroke');
    store.labels.undo(id);
    store.labels.commit(id, [rectangle(blank(), 2, [0, 0, 9, 9])], 'stroke');
    expect(store.labels.stepPictures(id, [editId ?? 0, 999])).toEqual({ pictures: [], isWhole: true });
    store.project.close();
  });

  it('begin anew where the labels change while they are made', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 256 * 16, 256 * 12);
    const whole = Array.from({ length: 192 }, (_, i) =>
      rectangle(blank(), 1, [0, 0, 256, 256], i % 16, Math.floor(i / 16)),
    );
    const first = store.labels.commit(id, whole, 'fill').editId ?? 0;
    const over = whole.map(({ tileX, tileY, after }) => rectangle(after, 2, [0, 0, 256, 256], tileX, tileY));
    store.labels.commit(id, over, 'fill');
    expect(store.labels.stepPictures(id, [first]).isWhole).toBe(false);
    store.labels.undo(id);
    const [picture] = wholePictures(store, id, [first]);
    expect(new Set(picture.labels)).toEqual(new Set([1]));
    expect(new Set(picture.changed)).toEqual(new Set([255]));
    store.project.close();
  });
});

type Picture = StepPictures['pictures'][number];

function wholePictures(store: ProjectStore, id: ImageId, editIds: readonly number[]): Picture[] {
  for (;;) {
    const { pictures, isWhole } = store.labels.stepPictures(id, editIds);
    if (isWhole) return pictures;
  }
}

/** Pixel by pixel: every changed one is counted in its cell, and the cell's label is that of one of them. */
function expectShown(picture: Picture, before: Uint8Array, after: Uint8Array): void {
  const { x, y, width, height, columns, rows } = picture;
  const cells = Array.from({ length: columns * rows }, () => ({ labels: new Set([0]), changed: 0, pixels: 0 }));
  let outside = 0;
  for (let i = 0; i < before.length; i++) {
    const [inX, inY] = [(i % WIDTH) - x, Math.floor(i / WIDTH) - y];
    const isInside = inX >= 0 && inY >= 0 && inX < width && inY < height;
    if (!isInside) {
      if (before[i] !== after[i]) outside++;
      continue;
    }
    const cell = cells[Math.floor((inY * rows) / height) * columns + Math.floor((inX * columns) / width)];
    cell.pixels++;
    if (before[i] === after[i]) continue;
    if (cell.changed === 0) cell.labels.clear();
    cell.changed++;
    cell.labels.add(after[i]);
  }
  expect(outside).toBe(0);
  expect(cells.every(({ labels }, i) => labels.has(picture.labels[i]))).toBe(true);
  const shares = cells.map(({ changed, pixels }) =>
    changed === 0 ? 0 : Math.max(1, Math.round((255 * changed) / pixels)),
  );
  expect(Array.from(picture.changed)).toEqual(shares);
}

function editBetween(before: Uint8Array, after: Uint8Array): EditTile[] {
  const tiles: EditTile[] = [];
  for (let tileY = 0; tileY * 256 < HEIGHT; tileY++) {
    for (let tileX = 0; tileX * 256 < WIDTH; tileX++) {
      tiles.push({ tileX, tileY, before: cut(before, tileX, tileY), after: cut(after, tileX, tileY) });
    }
  }
  return tiles.filter((tile) => Buffer.compare(tile.before, tile.after) !== 0);
}

function cut(map: Uint8Array, tileX: number, tileY: number): Uint8Array {
  const tile = blank();
  for (let y = 0; y < 256 && tileY * 256 + y < HEIGHT; y++) {
    const from = (tileY * 256 + y) * WIDTH + tileX * 256;
    tile.set(map.subarray(from, from + Math.min(256, WIDTH - tileX * 256)), y * 256);
  }
  return tile;
}

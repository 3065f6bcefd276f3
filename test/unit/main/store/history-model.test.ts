import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../src/main/store/open-project';
import type { ProjectStore } from '../../../../src/main/store/project-store';
import type { EditTile } from '../../../../src/main/store/records';
import type { ImageId } from '../../../../src/shared/ids';
import { addImage, madeProject } from './made-project';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';
const WIDTH = 300;
const HEIGHT = 270;

type Act =
  | { kind: 'paint'; x: number; y: number; width: number; height: number; label: number }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: 'step to'; place: number }
  | { kind: 'reopen' };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('paint' as const),
      x: fc.integer({ min: 0, max: WIDTH - 1 }),
      y: fc.integer({ min: 0, max: HEIGHT - 1 }),
      width: fc.integer({ min: 1, max: 120 }),
      height: fc.integer({ min: 1, max: 120 }),
      label: fc.constantFrom(0, 1, 2, 255),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('redo' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('step to' as const), place: fc.integer({ min: 0, max: 25 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);

/** A whole label map a state: the plainest undo there is. */
class Model {
  states: Uint8Array[] = [new Uint8Array(WIDTH * HEIGHT)];
  /** Of the edit that each state came by; the first came by none. */
  ids: (number | null)[] = [null];
  at = 0;

  get now(): Uint8Array {
    return this.states[this.at];
  }

  paint(next: Uint8Array, id: number | null): void {
    if (next.every((label, i) => label === this.now[i])) return;
    this.states = [...this.states.slice(0, this.at + 1), next];
    this.ids = [...this.ids.slice(0, this.at + 1), id];
    this.at++;
  }

  move(by: 1 | -1): boolean {
    const to = this.at + by;
    if (to < 0 || to >= this.states.length) return false;
    this.at = to;
    return true;
  }
}

describe('the history', () => {
  const name = 'does what a list of whole label maps would do, whatever is painted, undone, redone and stepped to';
  it(name, { timeout: isSoak ? 600_000 : 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 25 }), (acts) => {
        const made = madeProject();
        let store = made.store;
        const id = addImage(store, 'a.png', WIDTH, HEIGHT);
        const model = new Model();
        for (const step of acts) {
          if (step.kind === 'paint') {
            const next = painted(model.now, step);
            const { editId } = store.labels.commit(id, editBetween(model.now, next), 'stroke');
            model.paint(next, editId);
          } else if (step.kind === 'reopen') {
            store.project.close();
            store = openProject(made.folder, { mode: 'write' });
          } else if (step.kind === 'step to') {
            const place = step.place % model.states.length;
            const way = store.labels.stepTo(id, model.ids[place])?.entries ?? [];
            expect(way).toHaveLength(Math.abs(place - model.at));
            model.at = place;
          } else {
            const moved = step.kind === 'undo' ? store.labels.undo(id) : store.labels.redo(id);
            expect(moved !== null).toBe(model.move(step.kind === 'undo' ? -1 : 1));
          }
          expectSame(store, id, model.now);
          expect(store.labels.history(id)).toMatchObject({ total: model.states.length - 1, standing: model.at });
        }
        store.project.close();
      }),
      { seed: 20240711, numRuns: isSoak ? 300 : 12 },
    );
  });
});

function expectSame(store: ProjectStore, id: ImageId, expected: Uint8Array): void {
  expect(Buffer.compare(store.labels.read(id).data, expected)).toBe(0);
  const counts = new Map<number, number>();
  for (const label of expected) if (label !== 0) counts.set(label, (counts.get(label) ?? 0) + 1);
  const { painted } = store.images.get(id);
  expect(painted.map(({ classId, pixels }) => [classId, pixels])).toEqual([...counts].sort((a, b) => a[0] - b[0]));
}

function painted(map: Uint8Array, { x, y, width, height, label }: Extract<Act, { kind: 'paint' }>): Uint8Array {
  const next = map.slice();
  for (let row = y; row < Math.min(HEIGHT, y + height); row++) {
    next.fill(label, row * WIDTH + x, row * WIDTH + Math.min(WIDTH, x + width));
  }
  return next;
}

/** The tiles that differ, cut pixel by pixel: written apart from the code under test. */
function editBetween(before: Uint8Array, after: Uint8Array): EditTile[] {
  const tiles: EditTile[] = [];
  for (let tileY = 0; tileY * 256 < HEIGHT; tileY++) {
    for (let tileX = 0; tileX * 256 < WIDTH; tileX++) {
      const tile = { tileX, tileY, before: cut(before, tileX, tileY), after: cut(after, tileX, tileY) };
      if (Buffer.compare(tile.before, tile.after) !== 0) tiles.push(tile);
    }
  }
  return tiles;
}

function cut(map: Uint8Array, tileX: number, tileY: number): Uint8Array {
  const tile = new Uint8Array(256 * 256);
  for (let i = 0; i < tile.length; i++) {
    const x = tileX * 256 + (i % 256);
    const y = tileY * 256 + Math.floor(i / 256);
    if (x < WIDTH && y < HEIGHT) tile[i] = map[y * WIDTH + x];
  }
  return tile;
}

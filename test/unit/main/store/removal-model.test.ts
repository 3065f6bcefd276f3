import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ProjectStore } from '../../../../src/main/store/project-store';
import type { ImageId } from '../../../../src/shared/ids';
import { Problem } from '../../../../src/shared/problem';
import { addImage, blank, madeProject, rectangle } from './made-project';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';
const EXPECTED = /^(class-removed|class-in-use|edit-not-last|edit-not-next)$/;

const image = fc.integer({ min: 0, max: 2 });
const classIndex = fc.integer({ min: 0, max: 1 });
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('paint' as const),
      image,
      classIndex: fc.integer({ min: -1, max: 1 }),
      at: fc.integer({ min: 0, max: 4 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('undo' as const), image }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('redo' as const), image }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('step to' as const), image, place: fc.integer({ min: -1, max: 9 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), classIndex }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restore' as const), classIndex }) },
);

const promise =
  'keeps counts, classes and histories in step, whatever is painted, undone and removed, and refuses only with a reason';

it(promise, { timeout: isSoak ? 600_000 : 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 30 }), (acts) => {
      const { store } = madeProject();
      const images = ['a.png', 'b.png', 'c.png'].map((name) => addImage(store, name));
      const classIds = store.classes.list().map((entry) => entry.id);
      for (const step of acts) {
        const before = images.map((id) => state(store, id));
        try {
          if (step.kind === 'paint') {
            const [tile] = store.labels.tiles(images[step.image]);
            const label = step.classIndex < 0 ? 0 : classIds[step.classIndex];
            const side = step.at * 3;
            const edit = rectangle(tile?.data ?? blank(), label, [side, side, side + 6, side + 6]);
            store.labels.commit(images[step.image], [edit], 'stroke');
          } else if (step.kind === 'undo') {
            const done = store.labels.undo(images[step.image]);
            if (done !== null) expectReversible(store, images, step.image, before);
          } else if (step.kind === 'redo') store.labels.redo(images[step.image]);
          else if (step.kind === 'step to') {
            const { entries } = store.labels.history(images[step.image], 0);
            const target = entries[step.place % Math.max(1, entries.length)]?.editId ?? null;
            store.labels.stepTo(images[step.image], target);
          } else if (step.kind === 'remove') store.classes.remove(classIds[step.classIndex]);
          else store.classes.restore(classIds[step.classIndex]);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          expect(error.code).toMatch(EXPECTED);
          expect(images.map((id) => state(store, id))).toEqual(before);
        }
        expectInStep(store, images);
      }
      store.project.close();
    }),
    { seed: 424242, numRuns: isSoak ? 1500 : 60 },
  );
});

/** Redo brings back exactly what undo took away, in all images; then the undo is done again. */
function expectReversible(store: ProjectStore, images: ImageId[], which: number, before: string[]): void {
  const undone = images.map((id) => state(store, id));
  store.labels.redo(images[which]);
  expect(images.map((id) => state(store, id))).toEqual(before);
  store.labels.undo(images[which]);
  expect(images.map((id) => state(store, id))).toEqual(undone);
}

function state(store: ProjectStore, id: ImageId): string {
  const tiles = store.labels.tiles(id).map(({ data }) => Buffer.from(data.subarray(0, 24 * 256)).toString('base64'));
  return JSON.stringify(tiles);
}

/** Counts are those of the pixels, and no pixel belongs to a class that is not there. */
function expectInStep(store: ProjectStore, images: ImageId[]): void {
  const present = new Set<number>(store.classes.list().map((entry) => entry.id));
  for (const id of images) {
    const counts = new Map<number, number>();
    for (const { data } of store.labels.tiles(id)) {
      for (const label of data.subarray(0, 24 * 256)) if (label !== 0) counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    const { painted } = store.images.get(id);
    expect(painted.map(({ classId, pixels }) => [classId, pixels])).toEqual([...counts].sort((a, b) => a[0] - b[0]));
    for (const classId of counts.keys()) expect(present).toContain(classId);
  }
}

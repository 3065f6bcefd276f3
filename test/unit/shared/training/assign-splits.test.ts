import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageIdSchema } from '../../../../src/shared/ids';
import { assignSplits, type SplitPlan } from '../../../../src/shared/training/assign-splits';
import type { SplitImage } from '../../../../src/shared/training/splits';
import { runs } from './seeded';

const plan: SplitPlan = { validation: 0.2, test: 0.1, seed: 0, byClass: true, together: 'file' };
const sides = ['training', 'validation', 'test'] as const;

function image(number: number, classes: readonly number[] = [], changes: Partial<SplitImage> = {}): SplitImage {
  return {
    id: imageIdSchema.parse(number.toString(16).padStart(16, '0')),
    name: `image-${number}.png`,
    split: null,
    isSplitLocked: false,
    painted: classes.map((classId) => ({ classId, pixels: 10 })),
    ...changes,
  };
}

const many = (count: number, classes: (i: number) => number[] = () => []): SplitImage[] =>
  Array.from({ length: count }, (_, i) => image(i, classes(i)));

function counted(assigned: ReadonlyMap<string, string>, images: readonly SplitImage[] = []): Record<string, number> {
  const counts: Record<string, number> = { training: 0, validation: 0, test: 0 };
  const wanted = new Set(images.map(({ id }) => String(id)));
  for (const [id, side] of assigned) if (images.length === 0 || wanted.has(id)) counts[side] += 1;
  return counts;
}

const anyPlan = fc.record({
  validation: fc.double({ min: 0, max: 0.5, noNaN: true }),
  test: fc.double({ min: 0, max: 0.4, noNaN: true }),
  seed: fc.nat(),
  byClass: fc.boolean(),
  together: fc.constantFrom('file' as const, 'folder' as const),
});
const anyImages = fc
  .array(
    fc.record({
      group: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
      folder: fc.integer({ min: 0, max: 5 }),
      classes: fc.subarray([1, 2, 3, 255]),
    }),
    { minLength: 1, maxLength: 80 },
  )
  .map((all) =>
    all.map(({ group, folder, classes }, i) =>
      image(i, classes, { name: `f${folder}/${i}.png`, ...(group === undefined ? {} : { group: `g${group}` }) }),
    ),
  );
const folderOf = ({ name }: SplitImage): string => name.split('/')[0];
const groupOf = (one: SplitImage, { together }: SplitPlan): string =>
  together === 'folder' ? folderOf(one) : (one.group ?? one.id);

describe('splits at random', () => {
  it('give every image one side, and each side its share to within the largest group', () => {
    fc.assert(
      fc.property(anyImages, anyPlan, (images, some) => {
        const assigned = assignSplits(images, some);
        expect(assigned.size).toBe(images.length);
        const sizes = new Map<string, number>();
        for (const one of images) sizes.set(groupOf(one, some), (sizes.get(groupOf(one, some)) ?? 0) + 1);
        const largest = Math.max(...sizes.values());
        // A share that is asked for is one image at least.
        const atLeastOne = (share: number): number => (share === 0 ? 0 : Math.max(1, share * images.length));
        const wanted = { training: 0, validation: atLeastOne(some.validation), test: atLeastOne(some.test) };
        wanted.training = images.length - wanted.validation - wanted.test;
        for (const side of sides) {
          expect(Math.abs(counted(assigned)[side] - wanted[side])).toBeLessThanOrEqual(largest + 1e-9);
        }
      }),
      runs(300),
    );
  });

  it('are to within one image where no group is larger', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 200 }), fc.nat(), (count, seed) => {
        const { validation, test } = counted(assignSplits(many(count), { ...plan, seed }));
        expect(Math.abs(validation - 0.2 * count)).toBeLessThanOrEqual(1);
        expect(Math.abs(test - 0.1 * count)).toBeLessThanOrEqual(1);
      }),
      runs(100),
    );
  });

  it('never part a group', () => {
    fc.assert(
      fc.property(anyImages, anyPlan, (images, some) => {
        const assigned = assignSplits(images, some);
        const seen = new Map<string, string>();
        for (const one of images) {
          const side = String(assigned.get(one.id));
          expect(seen.get(groupOf(one, some)) ?? side).toBe(side);
          seen.set(groupOf(one, some), side);
        }
      }),
      runs(200),
    );
  });

  it('are the same for the same seed, in whatever order the images come', () => {
    fc.assert(
      fc.property(anyImages, anyPlan, (images, some) => {
        const order = ([a]: [string, string], [b]: [string, string]): number => (a < b ? -1 : 1);
        const one = [...assignSplits(images, some)].sort(order);
        expect([...assignSplits(images.toReversed(), some)].sort(order)).toEqual(one);
      }),
      runs(100),
    );
    expect(assignSplits(many(40), { ...plan, seed: 1 })).not.toEqual(assignSplits(many(40), { ...plan, seed: 2 }));
  });

  it('share out every class evenly, to within one image of its share', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 5, max: 20 }), (seed, rare) => {
        const images = many(100, (i) => (i < rare ? [1, 2] : i < 60 ? [1] : []));
        const assigned = assignSplits(images, { ...plan, seed });
        for (const [held, of] of [
          [images.slice(0, rare), rare],
          [images.slice(0, 60), 60],
        ] as const) {
          expect(Math.abs(counted(assigned, held).validation - 0.2 * of)).toBeLessThanOrEqual(1.5);
        }
      }),
      runs(100),
    );
  });

  it('share out labelled and unlabelled images alike, also without regard to classes', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const images = many(100, (i) => (i < 10 ? [1 + (i % 3)] : []));
        const { validation } = counted(assignSplits(images, { ...plan, seed, byClass: false }), images.slice(0, 10));
        expect(validation).toBeGreaterThanOrEqual(1);
        expect(validation).toBeLessThanOrEqual(3);
      }),
      runs(50),
    );
  });

  it('give validation an image however small its share', () => {
    expect(counted(assignSplits(many(3), { ...plan, validation: 0.05, test: 0 }))).toMatchObject({ validation: 1 });
  });

  it('leave locked images where they are, and put the rest of their group beside them', () => {
    const images = [
      image(0, [], { split: 'test', isSplitLocked: true, group: 'a' }),
      image(1, [], { group: 'a' }),
      image(2, [], { split: 'validation', isSplitLocked: true }),
      ...many(20).slice(3),
    ];
    const assigned = assignSplits(images, { ...plan, test: 0 });
    expect(images.slice(0, 3).map(({ id }) => assigned.get(id))).toEqual(['test', 'test', 'validation']);
  });

  it('do not look at images that are left out', () => {
    const images = [image(0, [1], { status: 'left-out' }), ...many(10).slice(1)];
    expect(assignSplits(images, plan).has(images[0].id)).toBe(false);
  });

  it('part 100,000 images in a second or two', () => {
    const images = many(100_000, (i) => [1 + (i % 7)]);
    const startMs = performance.now();
    expect(assignSplits(images, plan).size).toBe(100_000);
    expect(performance.now() - startMs).toBeLessThan(5000);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageIdSchema } from '../../../../src/shared/ids';
import { resolveSplit, type SplitImage } from '../../../../src/shared/training/splits';
import { runs } from './seeded';

const classes = [
  { id: 1, name: 'cell' },
  { id: 2, name: 'wall' },
];

function image(number: number, changes: Partial<SplitImage> = {}): SplitImage {
  return {
    id: imageIdSchema.parse(number.toString(16).padStart(16, '0')),
    name: `image-${number}.png`,
    split: null,
    isSplitLocked: false,
    painted: [
      { classId: 1, pixels: 10 },
      { classId: 2, pixels: 5 },
    ],
    ...changes,
  };
}

const many = (count: number, changes: Partial<SplitImage> = {}): SplitImage[] =>
  Array.from({ length: count }, (_, i) => image(i, changes));
const idsOf = (images: SplitImage[]): string[] => images.map(({ id }) => id);
const project = { kind: 'project' } as const;
const codes = (warnings: { code: string }[]): string[] => warnings.map(({ code }) => code);

/** Any project: splits, locks, groups and unlabelled images mixed. */
const anyProject = fc
  .array(
    fc.record({
      split: fc.constantFrom(null, null, 'training' as const, 'validation' as const, 'test' as const),
      isSplitLocked: fc.boolean(),
      group: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
      isPainted: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((all) =>
    all.map(({ isPainted, group, ...rest }, i) =>
      image(i, { ...rest, ...(group && { group }), ...(isPainted ? {} : { painted: [] }) }),
    ),
  );
const anyChoice = fc.oneof(
  fc.constant(project),
  fc.record({ kind: fc.constant('share' as const), share: fc.double({ min: 0.05, max: 0.95, noNaN: true }) }),
);

describe('a split', () => {
  it('never trains on or validates with a test image, an unlabelled one, or one on both sides', () => {
    fc.assert(
      fc.property(anyProject, anyChoice, fc.nat(), (images, choice, seed) => {
        const byId = new Map(images.map((one) => [one.id, one]));
        let split: ReturnType<typeof resolveSplit>;
        try {
          split = resolveSplit(images, choice, seed, classes);
        } catch (problem) {
          expect(problem).toMatchObject({ code: expect.stringMatching(/^(nothing-painted|no-training-image)$/) });
          return;
        }
        const used = [...split.training, ...split.validation];
        expect(new Set(used).size).toBe(used.length);
        for (const id of used) {
          expect(byId.get(id)?.split).not.toBe('test');
          expect(byId.get(id)?.painted).not.toEqual([]);
        }
        for (const id of split.training) expect(byId.get(id)?.isSplitLocked).toBe(false);
      }),
      runs(300),
    );
  });

  it('of a share is the same for the same seed, in whatever order the images come', () => {
    const images = many(25);
    const choice = { kind: 'share', share: 0.3 } as const;
    const one = resolveSplit(images, choice, 3, classes);
    const two = resolveSplit([...images].reverse(), choice, 3, classes);
    expect(new Set(one.validation)).toEqual(new Set(two.validation));
    expect(resolveSplit(images, choice, 4, classes).validation).not.toEqual(one.validation);
  });

  it('takes 0.2 of the labelled images where the project has none', () => {
    const images = [...many(20), image(90, { painted: [] }), image(91, { painted: [{ classId: 255, pixels: 9 }] })];
    const { training, validation } = resolveSplit(images, project, 0, classes);
    expect([training.length, validation.length]).toEqual([16, 4]);
  });

  it("is the project's where it has one; images in no split train", () => {
    const images = [
      image(0, { split: 'validation' }),
      image(1),
      image(2, { split: 'training' }),
      image(3, { split: 'test' }),
    ];
    const split = resolveSplit(images, project, 0, classes);
    expect(split.training).toEqual(idsOf([images[1], images[2]]));
    expect(split.validation).toEqual(idsOf([images[0]]));
  });

  it('keeps the images of a group on one side', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0.1, max: 0.9, noNaN: true }), (seed, share) => {
        const images = many(24).map((one, i) => ({ ...one, group: `stack-${i % 6}` }));
        const { validation } = resolveSplit(images, { kind: 'share', share }, seed, classes);
        const sides = new Map<string, Set<boolean>>();
        for (const { id, group } of images) {
          const side = sides.get(group) ?? new Set();
          sides.set(group, side.add(validation.includes(id)));
        }
        expect([...sides.values()].every((side) => side.size === 1)).toBe(true);
      }),
      runs(50),
    );
  });

  it('validates with the named images and trains with the other labelled ones', () => {
    const images = many(4);
    const choice = { kind: 'images', names: ['image-1', 'image-3.png'] } as const;
    const split = resolveSplit(images, { ...choice, names: [...choice.names] }, 0, classes);
    expect(split.validation).toEqual(idsOf([images[1], images[3]]));
    expect(split.training).toEqual(idsOf([images[0], images[2]]));
  });

  it.each([
    ['name-unknown', many(3), ['image-9']],
    ['name-ambiguous', [image(0, { name: 'a/x.png' }), image(1, { name: 'b/x.png' }), image(2)], ['x.png']],
    ['validation-is-test', [image(0), image(1, { split: 'test' as const })], ['image-1']],
    ['validation-unlabelled', [image(0), image(1, { painted: [] })], ['image-1']],
    ['no-training-image', many(2), ['image-0', 'image-1']],
  ])('is refused with %s', (code, images, names) => {
    expect(() => resolveSplit(images, { kind: 'images', names }, 0, classes)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('is refused where nothing is painted, void alone included', () => {
    const images = [image(0, { painted: [] }), image(1, { painted: [{ classId: 255, pixels: 100 }] })];
    expect(() => resolveSplit(images, project, 0, classes)).toThrow(
      expect.objectContaining({ code: 'nothing-painted' }),
    );
  });

  it('leaves images out that are left out of the work, whatever is painted on them', () => {
    const images = [image(0, { status: 'left-out', split: 'validation' }), image(1), image(2, { split: 'validation' })];
    const split = resolveSplit(images, project, 0, classes);
    expect([split.training, split.validation]).toEqual([idsOf([images[1]]), idsOf([images[2]])]);
    expect(resolveSplit(images, { kind: 'share', share: 0.5 }, 0, classes).training).not.toContain(images[0].id);
  });

  it('is refused where every labelled image is left out, or one is named for validation', () => {
    expect(() => resolveSplit(many(3, { status: 'left-out' }), project, 0, classes)).toThrow(
      expect.objectContaining({ code: 'all-left-out' }),
    );
    const images = [image(0), image(1, { status: 'left-out' })];
    expect(() => resolveSplit(images, { kind: 'images', names: ['image-1'] }, 0, classes)).toThrow(
      expect.objectContaining({ code: 'validation-left-out' }),
    );
  });

  it('warns of no validation image and of a class without a painted training pixel', () => {
    const { warnings, training } = resolveSplit(
      [image(0, { painted: [{ classId: 1, pixels: 3 }] })],
      project,
      0,
      classes,
    );
    expect(training).toHaveLength(1);
    expect(codes(warnings)).toEqual(['no-validation-image', 'class-without-pixels']);
    expect(warnings[1].message).toContain('"wall"');
  });

  it('does not count a class as painted that only validation images hold', () => {
    const images = [image(0, { painted: [{ classId: 1, pixels: 3 }] }), image(1)];
    const { warnings } = resolveSplit(images, { kind: 'images', names: ['image-1'] }, 0, classes);
    expect(codes(warnings)).toEqual(['class-without-pixels']);
  });
});

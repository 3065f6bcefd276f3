import { describe, expect, it } from 'vitest';
import { classIdSchema, type ImageId, imageIdSchema } from '../../../../src/shared/ids';
import {
  misfitOf,
  projectSplit,
  settledTrainingSet,
  type TrainingSetImage,
  trainingSet,
} from '../../../../src/shared/training/training-set';

const project = {
  classes: [
    { id: classIdSchema.parse(1), name: 'cell', color: '#e69f00' },
    { id: classIdSchema.parse(2), name: 'wall', color: '#56b4e9' },
  ],
  unpainted: 'void' as const,
  inputChannels: 3,
};

type Image = TrainingSetImage & { sha256: string; file: string };

function image(number: number, changes: Partial<Image> = {}): Image {
  const id: ImageId = imageIdSchema.parse(number.toString(16).padStart(16, '0'));
  return {
    id,
    name: `${number}.png`,
    path: `/images/${number}.png`,
    width: 10,
    height: 10,
    channels: 3,
    depth: 8,
    split: 'training',
    isSplitLocked: false,
    painted: [{ classId: 1, pixels: 30 }],
    sha256: `sha-${number}`,
    file: 'present',
    ...changes,
  };
}

const numbers = (images: readonly Image[]): string[] => images.map(({ name }) => name);

describe('the images that a run would train on', () => {
  it('are those of the split that are painted, with their pixels counted', () => {
    const images = [
      image(1),
      image(2, {
        painted: [
          { classId: 2, pixels: 7 },
          { classId: 255, pixels: 5 },
        ],
      }),
      image(3, { painted: [] }),
      image(4, { split: 'validation' }),
      image(5, { split: 'test' }),
      image(6, { isSplitLocked: true }),
    ];
    const set = trainingSet(images, project, images[3]);
    expect(numbers(set.images)).toEqual(['1.png', '2.png']);
    expect(set.counts).toEqual([30, 7]);
    expect(set.missing).toBeNull();
  });

  it('have channels that can be made to fit, and the depth that most have', () => {
    const images = [
      image(1),
      image(2, { channels: 4 }),
      image(3, { channels: 1 }),
      image(4, { depth: 16 }),
      // Validation counts when a run looks for its depth.
      image(5, { depth: 16, split: 'validation' }),
    ];
    expect(numbers(trainingSet(images, project, images[0]).images)).toEqual(['1.png', '3.png']);
    const deep = [...images, image(6, { depth: 16, split: 'validation' })];
    expect(numbers(trainingSet(deep, project, images[0]).images)).toEqual(['4.png']);
  });

  it('say of an image why they could not be joined by it', () => {
    const set = { images: [image(1)] };
    const file = '/images/2.png';
    expect(misfitOf(image(2, { channels: 1 }), set, 3)).toBeNull();
    expect(misfitOf(image(2, { channels: 4 }), set, 3)).toMatchObject({ code: 'image-channels-differ', file });
    expect(misfitOf(image(2, { depth: 16 }), set, 3)).toMatchObject({ code: 'image-depth-differs', file });
  });

  it('are the image looked at where nothing would be trained on, and it is said why', () => {
    const unpainted = image(1, { painted: [] });
    const set = trainingSet([unpainted], { ...project, unpainted: 'background' }, unpainted);
    expect(numbers(set.images)).toEqual(['1.png']);
    expect(set.counts).toEqual([100, 0, 0]);
    expect(set.missing?.code).toBe('nothing-painted');
    const misfit = image(2, { channels: 4 });
    expect(trainingSet([misfit], project, misfit).missing?.code).toBe('no-training-image');
  });

  it('are found again without those whose files turn out to be gone', async () => {
    const images = [image(1), image(2), image(3, { painted: [{ classId: 2, pixels: 9 }] })];
    const asked: string[][] = [];
    const set = await settledTrainingSet(images, project, images[0], projectSplit, async (wanted) => {
      asked.push(numbers(wanted));
      return { range: { lo: [0], hi: [wanted.length] }, leftOut: wanted.length === 3 ? ['sha-2'] : [] };
    });
    expect(asked).toEqual([
      ['1.png', '2.png', '3.png'],
      ['1.png', '3.png'],
    ]);
    expect(set.counts).toEqual([30, 9]);
    expect(set.range).toEqual({ lo: [0], hi: [2] });
  });

  it('are split as if no file were gone, as a run does', async () => {
    const images = Array.from({ length: 10 }, (_, i) => image(i, { split: null }));
    const whole = numbers(trainingSet(images, project, images[0]).images);
    for (const missing of images) {
      const now = images.map((one) => (one === missing ? { ...one, file: 'missing' } : one));
      const set = await settledTrainingSet(now, project, now[0], projectSplit, async () => ({
        range: null,
        leftOut: [],
      }));
      expect(numbers(set.images)).toEqual(whole.filter((name) => name !== missing.name));
    }
  });

  it('come down to the image looked at where all files are gone', async () => {
    const images = [image(1), image(2)];
    const found = { range: null, leftOut: ['sha-1', 'sha-2'] };
    const set = await settledTrainingSet(images, project, images[1], projectSplit, async () => found);
    expect(numbers(set.images)).toEqual(['2.png']);
    expect(set.range).toBeNull();
  });
});

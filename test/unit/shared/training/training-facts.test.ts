import { describe, expect, it } from 'vitest';
import { trainingFacts } from '../../../../src/shared/training/training-facts';
import { labelledImage, projectOf } from './made-images';

const two = projectOf(['membrane', 'nucleus']);
const codes = (...given: Parameters<typeof trainingFacts>): string[] =>
  trainingFacts(...given).missing.map(({ code }) => code);

describe('what there is to train on', () => {
  it('counts labelled images, their sides and the pixels of each class', () => {
    const images = [
      labelledImage(1, [10, 5]),
      labelledImage(2, [0, 7], { width: 40, height: 300 }),
      labelledImage(3, [], { width: 9000, height: 1 }),
      // Void teaches nothing.
      labelledImage(4, [], { painted: [{ classId: 255, pixels: 50 }] }),
    ];
    expect(trainingFacts(images, two)).toEqual({
      images: 4,
      labelledImages: 2,
      training: 1,
      validation: 1,
      largestSidePx: 300,
      smallestSidePx: 40,
      classes: [
        { name: 'membrane', pixels: 10 },
        { name: 'nucleus', pixels: 12 },
      ],
      inputChannels: 3,
      missing: expect.any(Array),
    });
  });

  it('lacks nothing where two classes are painted in an image', () => {
    expect(codes([labelledImage(1, [10, 5])], two)).toEqual([]);
  });

  it('lacks images first of all', () => {
    expect(codes([], two)).toEqual(['training-no-image']);
    expect(trainingFacts([], two)).toMatchObject({ largestSidePx: null, smallestSidePx: null });
  });

  it('lacks paint where nothing is labelled', () => {
    expect(codes([labelledImage(1, [])], two)).toEqual(['nothing-painted']);
  });

  it('lacks a class to tell from the only one, unless unpainted pixels are background', () => {
    const images = [labelledImage(1, [10])];
    expect(codes(images, projectOf(['membrane']))).toEqual(['training-one-class']);
    expect(codes(images, projectOf(['membrane'], { unpainted: 'background' }))).toEqual([]);
    expect(trainingFacts([labelledImage(1, [])], projectOf([])).missing[0]?.message).toBe(
      'The project has no class yet.',
    );
  });

  it('lacks paint of a second class, and names it', () => {
    const [missing] = trainingFacts([labelledImage(1, [10])], two).missing;
    expect(missing).toMatchObject({
      code: 'training-one-class-painted',
      hint: 'Paint some of "nucleus" in a training image.',
    });
  });

  it('lacks background where an image is painted all over with its only class', () => {
    const full = [labelledImage(1, [6000])];
    const [missing] = trainingFacts(full, projectOf(['membrane'], { unpainted: 'background' })).missing;
    expect(missing).toMatchObject({ code: 'training-one-class-painted', hint: expect.stringContaining('unpainted') });
  });

  it('counts for training what the split leaves to it: a class that only validation has is missing', () => {
    const images = [
      labelledImage(1, [10, 0], { split: 'training' }),
      labelledImage(2, [0, 10], { split: 'validation' }),
    ];
    expect(codes(images, two)).toEqual(['training-one-class-painted']);
    const tests = [labelledImage(1, [10, 10], { split: 'test' })];
    expect(codes(tests, two)).toEqual(['no-training-image']);
  });
});

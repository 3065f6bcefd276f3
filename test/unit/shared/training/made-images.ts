import { classIdSchema, type ImageId, imageIdSchema } from '../../../../src/shared/ids';
import type { FactsImage, FactsProject } from '../../../../src/shared/training/training-facts';

/** An image of 100 x 60 pixels with so many painted of the classes 1, 2 ... */
export function labelledImage(number: number, pixels: readonly number[], over: Partial<FactsImage> = {}): FactsImage {
  return {
    id: imageId(number),
    name: `${number}.png`,
    path: `/images/${number}.png`,
    width: 100,
    height: 60,
    split: null,
    isSplitLocked: false,
    painted: pixels.map((count, index) => ({ classId: index + 1, pixels: count })).filter(({ pixels: n }) => n > 0),
    ...over,
  };
}

export function imageId(number: number): ImageId {
  return imageIdSchema.parse(number.toString(16).padStart(16, '0'));
}

export function projectOf(names: readonly string[], over: Partial<FactsProject> = {}): FactsProject {
  const classes = names.map((name, index) => ({ id: classIdSchema.parse(index + 1), name, color: '#e69f00' }));
  return { classes, unpainted: 'void', inputChannels: 3, ...over };
}

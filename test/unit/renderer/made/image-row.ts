import { type ImageRow, imageRowSchema } from '../../../../src/shared/contract/images';

/** An image of 8 x 8 grey pixels that nothing was done to; its id is the hexadecimal digit, 16 times. */
export function imageRow(digit: string, over: Partial<ImageRow> = {}): ImageRow {
  const row = imageRowSchema.parse({
    id: digit.repeat(16),
    name: `${digit}.png`,
    width: 8,
    height: 8,
    channels: 1,
    channelChoice: null,
    depth: 8,
    format: 'png',
    bytes: 1000,
    addedAtMs: 0,
    modifiedMs: 0,
    split: null,
    status: 'to-do',
    strokes: 0,
    activeMs: 0,
    pyramid: null,
    paintedPixels: 0,
    isSplitLocked: false,
    fileState: 'present',
    pixelSize: null,
    thumbnail: '',
    view: '',
  });
  return { ...row, ...over };
}

/** State of the images where this is the only one, and in hand. */
export function onlyImage(image: ImageRow) {
  return {
    pages: new Map([[0, [image]]]),
    selection: { ids: new Set([image.id]), active: 0, anchor: 0 },
  };
}

import { describe, expect, it } from 'vitest';
import { imageRow } from '../../../../src/main/images/image-words';
import type { ImageRecord } from '../../../../src/main/store/records';
import { imageRowSchema } from '../../../../src/shared/contract/images';
import { imageIdSchema, projectIdSchema } from '../../../../src/shared/ids';

const project = projectIdSchema.parse('01234567-89ab-4def-8123-456789abcdef');

function record(width: number, height: number): ImageRecord {
  return {
    ...{ id: imageIdSchema.parse('0011223344556677'), name: 'a.jpg', path: '/in/a.jpg' },
    ...{ bytes: 1, modifiedMs: 0, sha256: 'ab'.repeat(32), format: 'jpeg' },
    ...{ width, height, channels: 3, depth: 8, orientation: 1 },
    ...{ page: 0, pages: 1, channelChoice: null, pixelSize: null },
    ...{ file: 'present', status: 'to-do', split: null, isSplitLocked: false, group: '', strokes: 0, activeMs: 0 },
    ...{ labelRevision: 0, importanceRevision: 0, painted: [], addedAt: '2026-01-01T00:00:00.000Z' },
  };
}

describe("an image's row", () => {
  it('has the levels of a picture that no texture holds', () => {
    const { pyramid } = imageRowSchema.parse(imageRow(record(12_000, 9000), project));
    expect(pyramid?.tileSide).toBe(512);
    expect(pyramid?.levels.map(({ width, height }) => [width, height])).toEqual([
      [12_000, 9000],
      [6000, 4500],
      [3000, 2250],
      [1500, 1125],
      [750, 563],
      [375, 282],
    ]);
    expect(pyramid?.levels[0]).toMatchObject({ columns: 24, rows: 18 });
  });

  it.each([
    [6000, 4000, false],
    [8000, 5000, false],
    [8000, 5001, true],
    [8192, 100, false],
    [8193, 100, true],
  ])('of %i x %i: by tiles is %s', (width, height, isByTiles) => {
    expect(imageRow(record(width, height), project).pyramid !== null).toBe(isByTiles);
  });
});

import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeGreyPng } from '../../../../src/engine/formats/png';
import { findInputRange } from '../../../../src/engine/training/input-range';
import { trainingRange } from '../../../../src/engine/weighting/training-range';
import { temporaryFolder } from './made-subject';

const [width, height] = [20, 15];

function deepPixels(seed: number): Uint16Array {
  return Uint16Array.from({ length: width * height }, (_, i) => 1000 * seed + ((i * 7919) % 5000));
}

/** Grey images on disk, 16 bits deep. */
function madeImages(count: number) {
  const folder = temporaryFolder();
  return Array.from({ length: count }, (_, seed) => {
    const png = encodeGreyPng(width, height, deepPixels(seed));
    const path = join(folder, `${seed}.png`);
    writeFileSync(path, png);
    const sha256 = createHash('sha256').update(png).digest('hex');
    return { path, sha256, channels: 1, depth: 16 as const, isSuspect: false };
  });
}

describe('the range that training would find', () => {
  it('is that of all its images together', async () => {
    const seeds = [0, 1, 2];
    const expected = await findInputRange(
      seeds.map((seed) => ({ seed, channels: 1, depth: 16 as const })),
      async ({ seed }) => ({ width, height, channels: 1, depth: 16, data: deepPixels(seed) }),
      3,
    );
    expect(await trainingRange(madeImages(3), 3)).toEqual({ range: expected, leftOut: [] });
    expect(expected.hi[0]).toBeGreaterThan(6000);
  });

  it('is 0 to 255 for 8-bit images, without a look at files that are as they were', async () => {
    const image = { path: '/nowhere.png', sha256: 'a', channels: 3, depth: 8 as const, isSuspect: false };
    const range = { lo: [0, 0, 0], hi: [255, 255, 255] };
    expect(await trainingRange([image], 3)).toEqual({ range, leftOut: [] });
    expect(await trainingRange([{ ...image, isSuspect: true }], 3)).toEqual({ range: null, leftOut: ['a'] });
  });

  it('leaves out what is gone or replaced, and says which', async () => {
    const images = madeImages(4);
    rmSync(images[1].path);
    writeFileSync(images[2].path, encodeGreyPng(width, height, deepPixels(50)));
    const { range, leftOut } = await trainingRange(images, 1);
    expect(leftOut).toEqual([images[1].sha256, images[2].sha256]);
    expect(range).toEqual((await trainingRange([images[0], images[3]], 1)).range);
  });

  it('can be given up', async () => {
    await expect(trainingRange(madeImages(2), 1, AbortSignal.abort())).rejects.toThrow('abort');
  });
});

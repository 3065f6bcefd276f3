import { createHash } from 'node:crypto';
import { rmSync, truncateSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { openBatchSource } from '../../../../../src/engine/training/sampler/batch-source';
import type {
  Batch,
  BatchSourceOptions,
  PreparedImageRef,
} from '../../../../../src/engine/training/sampler/batch-types';
import { madeImage, prepareImage, tempFolder } from './made-images';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = tempFolder();
  folders.push(folder);
  return folder;
}

function prepared(sizes: [number, number][], channels = 1): PreparedImageRef[] {
  const folder = newFolder();
  return sizes.map(([width, height], i) => prepareImage(folder, madeImage(i, width, height, channels)));
}

const optionsFor = (images: PreparedImageRef[], changes: Partial<BatchSourceOptions> = {}): BatchSourceOptions => ({
  images,
  seed: 7,
  patch: 48,
  batch: 3,
  inputChannels: 1,
  classCount: 3,
  augmentation: 'strong',
  range: { lo: [0], hi: [255] },
  floor: 1,
  ...changes,
});

type Copy = Omit<Batch, 'waitedMs'>;

const copyOf = ({ step, image, labels, validity, importance, imageIds }: Batch): Copy => ({
  step,
  image: image.slice(),
  labels: labels.slice(),
  validity: validity.slice(),
  importance: importance.slice(),
  imageIds,
});

/** A batch told apart from any other by a few characters. */
function digestOf(batch: Omit<Batch, 'waitedMs'>): string {
  const hash = createHash('sha256').update(`${batch.step} ${batch.imageIds}`);
  for (const values of [batch.image, batch.labels, batch.validity, batch.importance]) hash.update(values.slice());
  return hash.digest('hex');
}

async function digests(options: BatchSourceOptions, count: number, fromStep = 0): Promise<string[]> {
  return (await batches(options, count, fromStep)).map(digestOf);
}

async function batches(options: BatchSourceOptions, count: number, fromStep = 0): Promise<Copy[]> {
  const source = openBatchSource(options, fromStep);
  try {
    const copies: Copy[] = [];
    for (let i = 0; i < count; i++) {
      const batch = await source.next();
      copies.push(copyOf(batch));
      source.release(batch);
    }
    return copies;
  } finally {
    await source.close();
  }
}

describe('a batch source', () => {
  it('gives the same batches for one worker and for three, in memory and read by rows', async () => {
    const images = prepared([
      [90, 70],
      [40, 120],
      [64, 64],
    ]);
    const reference = await batches(optionsFor(images), 6);
    expect(new Set(reference.flatMap(({ imageIds }) => imageIds)).size).toBeGreaterThan(1);
    const expected = reference.map(digestOf);
    expect(new Set(expected).size).toBe(6);
    expect(await digests(optionsFor(images, { workers: 3, prefetch: 5 }), 6)).toEqual(expected);
    expect(await digests(optionsFor(images, { memoryLimitBytes: 0 }), 6)).toEqual(expected);
    expect(await digests(optionsFor(images, { memoryLimitBytes: 40_000, workers: 2 }), 6)).toEqual(expected);
  });

  it('goes on from any step with what it would have given there', async () => {
    const options = optionsFor(prepared([[90, 70]]));
    const all = await digests(options, 5);
    expect(await digests(options, 3, 2)).toEqual(all.slice(2));
  });

  it('gives other batches for another seed', async () => {
    const images = prepared([[90, 70]]);
    expect(await digests(optionsFor(images), 1)).not.toEqual(await digests(optionsFor(images, { seed: 8 }), 1));
  });

  it('does not touch a batch before it is released', async () => {
    const source = openBatchSource(optionsFor(prepared([[90, 70]]), { workers: 2, prefetch: 3 }), 0);
    const held = await source.next();
    const before = digestOf(held);
    for (let i = 0; i < 8; i++) source.release(await source.next());
    expect(digestOf(held)).toBe(before);
    await source.close();
  });

  it('holds values in range, and labels 0 where nothing is valid', async () => {
    for (const batch of await batches(optionsFor(prepared([[50, 50]], 3), { inputChannels: 3 }), 4)) {
      expect(batch.image.every((v) => v >= 0 && v <= 1)).toBe(true);
      expect(batch.importance.every((n) => n >= 0 && n <= 1)).toBe(true);
      expect(batch.labels.every((label, i) => (batch.validity[i] === 0 ? label === 0 : label < 3))).toBe(true);
      for (let b = 0; b < 3; b++) expect(batch.validity.subarray(b * 48 * 48, (b + 1) * 48 * 48)).toContain(1);
    }
  });

  it('cuts without augmentation exactly what the pixels, the labels and the importance map hold', async () => {
    const folder = newFolder();
    const made = madeImage(1, 80, 60, 1);
    const image = prepareImage(folder, made);
    for (const batch of await batches(optionsFor([image], { augmentation: 'none', batch: 1 }), 4)) {
      const found = positionOf(batch.importance.subarray(0, 48), made.importance.data);
      expect(found).toBeGreaterThanOrEqual(0);
      for (let row = 0; row < 48; row++) {
        const from = found + row * 80;
        const patchRow = row * 48;
        expect(batch.importance.slice(patchRow, patchRow + 48)).toEqual(made.importance.data.slice(from, from + 48));
        const pixels = Float32Array.from(made.image.data.slice(from, from + 48), (v) => v / 255);
        expect(batch.image.slice(patchRow, patchRow + 48)).toEqual(pixels);
        made.channelLabels.slice(from, from + 48).forEach((label, i) => {
          expect(batch.validity[patchRow + i]).toBe(label === 255 ? 0 : 1);
          expect(batch.labels[patchRow + i]).toBe(label === 255 ? 0 : label);
        });
      }
    }
  });

  it('counts an image whose whole map is 0 as unweighted where the floor is 0, and says which', async () => {
    const folder = newFolder();
    const flat = madeImage(1, 60, 60, 1);
    flat.importance.data.fill(0);
    const images = [prepareImage(folder, flat), prepareImage(folder, madeImage(2, 60, 60, 1))];
    const source = openBatchSource(optionsFor([images[0]], { floor: 0 }), 0);
    expect(source.unweightedImages).toEqual([flat.id]);
    expect((await source.next()).importance.every((n) => n === 1)).toBe(true);
    await source.close();
    const floored = openBatchSource(optionsFor(images), 0);
    expect(floored.unweightedImages).toEqual([]);
    await floored.close();
  });

  it('names the image whose prepared file is gone or cut short', async () => {
    const images = prepared([[90, 70]]);
    truncateSync(images[0].pixels.path, 100);
    const source = openBatchSource(optionsFor(images), 0);
    await expect(source.next()).rejects.toMatchObject({
      code: 'prepared-image-unreadable',
      message: expect.stringContaining(images[0].id),
    });
    await source.close();
  });

  it('refuses images without a pixel to learn from', async () => {
    const empty = madeImage(1, 60, 60, 1);
    empty.channelLabels.fill(255);
    const image = prepareImage(newFolder(), empty);
    expect(() => openBatchSource(optionsFor([image]), 0)).toThrow(expect.objectContaining({ code: 'nothing-painted' }));
  });
});

/** Where a run of values begins in a larger array; -1: nowhere. */
function positionOf(part: Float32Array, whole: Float32Array): number {
  for (let at = 0; at + part.length <= whole.length; at++) {
    if (part.every((value, i) => whole[at + i] === value)) return at;
  }
  return -1;
}

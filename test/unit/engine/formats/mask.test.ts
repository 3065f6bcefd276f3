import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMask } from '../../../../src/engine/formats/mask';
import { type PngParts, pngChunk, pngFile } from '../images/made-files';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maskwright-mask-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function maskOf(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const base: PngParts = { width: 3, height: 1, bitDepth: 8, colorType: 0, samples: [0, 1, 255] };

describe('readMask', () => {
  it('reads 8-bit grey as it is', async () => {
    const mask = await readMask(await maskOf('grey.png', pngFile(base)));
    expect(mask).toEqual({ width: 3, height: 1, data: Uint8Array.of(0, 1, 255) });
  });

  it.each([1, 2, 4])('reads %i-bit grey without spreading it over 0..255', async (bitDepth) => {
    const samples = [1, 0, 2 ** bitDepth - 1];
    const mask = await readMask(await maskOf(`grey${bitDepth}.png`, pngFile({ ...base, bitDepth, samples })));
    expect(Array.from(mask.data)).toEqual(samples);
  });

  it('reads palette indices, not colours, with or without transparency', async () => {
    const chunks = [pngChunk('PLTE', [9, 9, 9, 200, 0, 0, 0, 200, 0]), pngChunk('tRNS', [0])];
    const file = pngFile({ ...base, colorType: 3, samples: [0, 2, 1], chunks });
    expect(Array.from((await readMask(await maskOf('indexed.png', file))).data)).toEqual([0, 2, 1]);
  });

  it('reads 16-bit grey whose values fit a byte', async () => {
    const file = pngFile({ ...base, bitDepth: 16, samples: [0, 7, 255] });
    expect((await readMask(await maskOf('deep.png', file))).data).toEqual(Uint8Array.of(0, 7, 255));
  });

  it('refuses a value above 255, and names it', async () => {
    const path = await maskOf('deeper.png', pngFile({ ...base, bitDepth: 16, samples: [0, 300, 1] }));
    await expect(readMask(path)).rejects.toMatchObject({
      code: 'mask-values',
      message: expect.stringContaining('300'),
    });
  });

  it.each([2, 4, 6])('refuses colours and transparency (PNG colour type %i) with a hint', async (colorType) => {
    const path = await maskOf(`color${colorType}.png`, pngFile({ ...base, colorType, samples: Array(12).fill(3) }));
    await expect(readMask(path)).rejects.toMatchObject({
      code: 'mask-not-grey',
      hint: expect.stringContaining('indexed'),
    });
  });

  it('refuses what is no PNG by name', async () => {
    const path = await maskOf('mask.png.txt', Uint8Array.from(Buffer.from('hello')));
    await expect(readMask(path)).rejects.toMatchObject({ code: 'mask-not-png', file: path });
  });

  it('names the file in problems of its bytes', async () => {
    const path = await maskOf('cut.png', pngFile(base).subarray(0, 50));
    await expect(readMask(path)).rejects.toMatchObject({
      code: 'image-truncated',
      message: expect.stringContaining(path),
    });
    await expect(readMask(join(folder, 'none.png'))).rejects.toMatchObject({ code: 'image-missing' });
  });
});

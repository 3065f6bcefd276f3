import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { PixelValues } from '../../../../src/engine/images/pixel-values';
import { valuesAt } from '../../../../src/shared/images/value-block';
import { type TiffParts, tiffFile, tiffPages, tiffText } from './made-files';
import { tempFolder } from './temp-folder';

const folder = tempFolder();
const WIDTH = 70;
const HEIGHT = 40;

/** Samples by a rule of page, place and channel, little-endian. */
function deepPage(page: number, channels: number, extra: TiffParts['extra'] = []): TiffParts {
  const strip = Buffer.alloc(WIDTH * HEIGHT * channels * 2);
  for (let i = 0; i < WIDTH * HEIGHT * channels; i++) strip.writeUInt16LE(wanted(page, channels, i), 2 * i);
  return { width: WIDTH, height: HEIGHT, bits: 16, channels, photometric: 1, strip, extra };
}

function wanted(page: number, channels: number, sample: number): number {
  const pixel = Math.floor(sample / channels);
  return ((pixel % WIDTH) * 523 + Math.floor(pixel / WIDTH) * 37 + (sample % channels) * 11_000 + page * 5) % 65_536;
}

describe.each([
  ['kept in hand', undefined],
  ['of a picture that is too large to keep', 1],
])('values of pixels, %s', (_how, keptBytes) => {
  it('are the numbers in a 16-bit file, page and channel by choice, also in the last and smaller block', async () => {
    const path = await folder.write('deep.tif', tiffPages([deepPage(0, 3), deepPage(1, 3)]));
    const values = new PixelValues(keptBytes);
    for (const [x, y] of [
      [0, 0],
      [33, 31],
      [69, 39],
    ] as const) {
      const block = await values.block(path, { page: 1, channels: [2, 0] }, x, y);
      const sample = (channel: number): number => wanted(1, 3, (y * WIDTH + x) * 3 + channel);
      expect(valuesAt(block, x, y)).toEqual([sample(2), sample(0)]);
    }
    expect(await values.block(path, { page: 1 }, 69, 39)).toMatchObject({ x: 64, y: 32, width: 6, height: 8 });
  });

  it('are of the file as it is now', async () => {
    const path = await folder.write('changing.tif', tiffFile(deepPage(0, 1)));
    const values = new PixelValues(keptBytes);
    expect(valuesAt(await values.block(path, {}, 5, 5), 5, 5)).toEqual([wanted(0, 1, 5 * WIDTH + 5)]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await writeFile(path, tiffFile(deepPage(9, 1)));
    expect(valuesAt(await values.block(path, {}, 5, 5), 5, 5)).toEqual([wanted(9, 1, 5 * WIDTH + 5)]);
  });

  it('are refused where the file has no such pixel, and where it is gone', async () => {
    const path = await folder.write('small.tif', tiffFile(deepPage(0, 1)));
    await expect(new PixelValues(keptBytes).block(path, {}, WIDTH, 0)).rejects.toMatchObject({ code: 'image-changed' });
    await expect(new PixelValues(keptBytes).block(path, {}, 0, 64)).rejects.toMatchObject({ code: 'image-changed' });
    await expect(new PixelValues().block(`${path}.gone`, {}, 0, 0)).rejects.toMatchObject({ code: 'image-missing' });
  });
});

describe('the names of channels', () => {
  it('come with the values, of those that were chosen', async () => {
    const xml = `<?xml version="1.0"?><OME><Image><Pixels DimensionOrder="XYCZT" SizeC="2" SizeZ="1" SizeT="1" Type="uint16"><Channel Name="DAPI"/><Channel Name="GFP"/></Pixels></Image></OME>`;
    const path = await folder.write('named.tif', tiffPages([deepPage(0, 1, [tiffText(270, xml)]), deepPage(1, 1)]));
    const values = new PixelValues();
    expect((await values.block(path, {}, 0, 0)).names).toEqual(['DAPI', 'GFP']);
    expect((await values.block(path, { channels: [1] }, 0, 0)).names).toEqual(['GFP']);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeGreyPng } from '../../../../src/engine/formats/png';
import { openForNetwork } from '../../../../src/engine/inference/open-image';
import type { ImageNetwork } from '../../../../src/engine/inference/predict';
import { tiffFile } from '../images/made-files';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maskwright-open-'));
  const floats = new Uint8Array(Float32Array.of(0.25, 1).buffer);
  const tiff = { width: 2, height: 1, channels: 1, photometric: 1, bits: 32, sampleFormat: 3, strip: floats };
  await writeFile(join(folder, '8.png'), encodeGreyPng(2, 1, Uint8Array.of(3, 200)));
  await writeFile(join(folder, '16.png'), encodeGreyPng(2, 1, Uint16Array.of(3, 200)));
  await writeFile(join(folder, '32.tif'), tiffFile(tiff));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function refused(depth: ImageNetwork['depth']): Promise<string[]> {
  const network: ImageNetwork = {
    predict: (image) => image,
    inputChannels: 1,
    classCount: 1,
    multiple: 1,
    receptiveFieldPx: 1,
    bytesPerPixel: 4,
    depth,
    range: { lo: [0], hi: [255] },
  };
  const files = ['8.png', '16.png', '32.tif'];
  const codes = await Promise.all(
    files.map((file) =>
      openForNetwork(join(folder, file), network).then(
        () => null,
        (error: { code: string }) => error.code,
      ),
    ),
  );
  return files.filter((_, index) => codes[index] === 'image-depth-differs');
}

describe('an image for a network', () => {
  it('is refused where it has another depth than those trained on, whatever their range', async () => {
    expect(await refused(8)).toEqual(['16.png', '32.tif']);
    expect(await refused(16)).toEqual(['8.png', '32.tif']);
    expect(await refused(32)).toEqual(['8.png', '16.png']);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { fromArrayBuffer } from 'geotiff';
import { describe, expect, it } from 'vitest';
import { encodeFloatTiff } from '../../../../src/engine/formats/tiff-encode';
import { decodeImage } from '../../../../src/engine/images/decode';

const runs = { seed: 8, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 300 : 30 };

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

describe('a TIFF of 32-bit numbers', () => {
  it('is read by another program as it was written, in one strip or many', async () => {
    const anySize = fc.record({ width: fc.integer({ min: 1, max: 400 }), height: fc.integer({ min: 1, max: 120 }) });
    await fc.assert(
      fc.asyncProperty(anySize, async ({ width, height }) => {
        const data = Float32Array.from({ length: width * height }, (_, i) => Math.sin(i) * 10 ** ((i % 9) - 4));
        const bytes = joined(encodeFloatTiff(width, height, data));
        const tiff = await fromArrayBuffer(bytes.slice().buffer);
        const image = await tiff.getImage();
        expect([image.getWidth(), image.getHeight(), image.getSamplesPerPixel()]).toEqual([width, height, 1]);
        const [raster] = await image.readRasters({ interleave: false });
        expect(raster).toEqual(data);
      }),
      runs,
    );
  });

  it('is read by this program', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tiff-'));
    try {
      const path = join(folder, 'map.tif');
      const data = Float32Array.from({ length: 300 * 200 }, (_, i) => i / 7);
      writeFileSync(path, joined(encodeFloatTiff(300, 200, data)));
      const { image } = await decodeImage(path);
      expect([image.width, image.height, image.channels, image.depth]).toEqual([300, 200, 1, 32]);
      expect(image.data).toEqual(data);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is refused where the sizes do not fit', () => {
    expect(() => encodeFloatTiff(2, 2, new Float32Array(3))).toThrow(RangeError);
    expect(() => encodeFloatTiff(0, 2, new Float32Array(0))).toThrow(RangeError);
  });
});

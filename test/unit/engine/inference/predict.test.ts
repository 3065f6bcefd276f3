import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paddedSize, reflectIndex } from '../../../../src/engine/graph/padding';
import type { BatchShape } from '../../../../src/engine/graph/program-types';
import { fitsBuffer, MAX_TENSOR_BYTES } from '../../../../src/engine/images/limits';
import { cropReflected } from '../../../../src/engine/inference/crop';
import {
  argmax,
  type ImageNetwork,
  predictBands,
  predictChannels,
  predictProbabilities,
  wholePixels,
} from '../../../../src/engine/inference/predict';
import type { PixelImage } from '../../../../src/shared/images/pixels';

const numRuns = process.env.MASKWRIGHT_SOAK === '1' ? 300 : 25;

/** A stand-in for a network that looks at one pixel only: probabilities (I, 1 - I). */
function pixelwise(bytesPerPixel = 1): ImageNetwork & { shapes: BatchShape[] } {
  const shapes: BatchShape[] = [];
  return {
    shapes,
    predict(image, shape) {
      shapes.push(shape);
      return Float32Array.from({ length: 2 * image.length }, (_, i) =>
        i % 2 === 0 ? image[i >> 1] : 1 - image[i >> 1],
      );
    },
    inputChannels: 1,
    classCount: 2,
    multiple: 8,
    receptiveFieldPx: 20,
    bytesPerPixel,
    depth: 8,
    range: { lo: [0], hi: [255] },
  };
}

function noise(width: number, height: number): PixelImage {
  const data = Uint8Array.from({ length: width * height }, (_, i) => (i * 7919 + (i >> 3) * 31) % 256);
  return { width, height, channels: 1, depth: 8, data };
}

describe('prediction of images', () => {
  it('gives each pixel its own probabilities, whole or by tiles, for any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(1, 48 * 48, 100_000),
        async (width, height, wholePixels) => {
          const image = noise(width, height);
          const { data } = await predictProbabilities(pixelwise(), image, { wholePixels });
          for (let pixel = 0; pixel < image.data.length; pixel++) {
            const value = image.data[pixel] / 255;
            if (Math.abs(data[2 * pixel] - value) > 1e-5) expect(data[2 * pixel]).toBeCloseTo(value, 5);
            if (Math.abs(data[2 * pixel + 1] - 1 + value) > 1e-5) expect(data[2 * pixel + 1]).toBeCloseTo(1 - value, 5);
          }
        },
      ),
      { numRuns, seed: 5 },
    );
  });

  it('runs an image whole up to the stated size and by tiles of bounded size beyond', async () => {
    const whole = pixelwise();
    await predictProbabilities(whole, noise(200, 100), { wholePixels: 200 * 104 });
    expect(whole.shapes).toEqual([{ batch: 1, height: 104, width: 200 }]);
    const tiled = pixelwise();
    await predictProbabilities(tiled, noise(200, 100), { wholePixels: 64 * 64 });
    expect(tiled.shapes.length).toBeGreaterThan(4);
    for (const { height, width } of tiled.shapes) expect(height * width).toBeLessThanOrEqual(64 * 64);
  });

  it('counts the padding of a narrow strip, which is more than the strip', async () => {
    const strip = pixelwise();
    await predictProbabilities(strip, noise(1000, 1), { wholePixels: 64 * 64 });
    for (const { height, width } of strip.shapes) expect(height * width).toBeLessThanOrEqual(64 * 64);
  });

  it('keeps the probabilities of many classes below what one tensor may hold', () => {
    expect(wholePixels({ bytesPerPixel: 1100, classCount: 255 }) * 255 * 16).toBeLessThanOrEqual(MAX_TENSOR_BYTES);
  });

  it('takes lower tiles where a band of a wide image with many classes would not fit into one array', async () => {
    const seen: BatchShape[] = [];
    const network: ImageNetwork = {
      ...pixelwise(),
      classCount: 255,
      predict(_, shape) {
        seen.push(shape);
        throw new Error('seen');
      },
    };
    await expect(predictBands(network, noise(4200, 600), {}, () => undefined)).rejects.toThrow('seen');
    expect(fitsBuffer(seen[0].height * 4200 * 255 * 4)).toBe(true);
  });

  it('takes smaller parts at once where the network needs more memory a pixel', async () => {
    const heavy = pixelwise(2 ** 32 / 10_000);
    await predictProbabilities(heavy, noise(200, 100));
    for (const { height, width } of heavy.shapes) expect(height * width).toBeLessThanOrEqual(10_000);
  });

  it('hands out rows from the top, each once, before the image is done', async () => {
    const bands: { y: number; rows: number }[] = [];
    const network = pixelwise();
    await predictBands(network, noise(100, 500), { wholePixels: 64 * 64 }, ({ y, rows, data }) => {
      expect(data.length).toBe(rows * 100 * 2);
      bands.push({ y, rows });
    });
    let next = 0;
    for (const { y, rows } of bands) {
      expect(y).toBe(next);
      next += rows;
    }
    expect(next).toBe(500);
    expect(bands.length).toBeGreaterThan(5);
  });

  it('stops between tiles when asked to', async () => {
    const stop = new AbortController();
    const network = pixelwise();
    const inner = network.predict;
    network.predict = (image, shape) => {
      stop.abort();
      return inner(image, shape);
    };
    await expect(
      predictProbabilities(network, noise(300, 300), { wholePixels: 1, signal: stop.signal }),
    ).rejects.toThrow();
    expect(network.shapes.length).toBe(1);
  });

  it('takes the most probable channel, the first of equal ones', async () => {
    expect([...argmax(Float32Array.of(0.2, 0.5, 0.3, 0.4, 0.2, 0.4, 0, 0, 1), 3)]).toEqual([1, 0, 2]);
    const map = await predictChannels(pixelwise(), { ...noise(2, 1), data: Uint8Array.of(200, 20) });
    expect([...map.data]).toEqual([0, 1]);
  });
});

describe('a part of an image', () => {
  it('is mirrored beyond the image by the rule of the exports, in 8 bits, 16 bits and floats', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom<8 | 16 | 32>(8, 16, 32),
        (width, height, depth) => {
          const values = Array.from({ length: width * height * 3 }, (_, i) => i % 251);
          const data =
            depth === 8 ? Uint8Array.from(values) : depth === 16 ? Uint16Array.from(values) : Float32Array.from(values);
          const part = { x: 0, y: 0, width: paddedSize(width, 16), height: paddedSize(height, 16) };
          const cut = cropReflected({ width, height, channels: 3, depth, data }, part);
          for (let y = 0; y < part.height; y++) {
            for (let x = 0; x < part.width; x++) {
              const from = (reflectIndex(y, height) * width + reflectIndex(x, width)) * 3;
              const to = (y * part.width + x) * 3;
              expect([...cut.data.subarray(to, to + 3)]).toEqual([...data.subarray(from, from + 3)]);
            }
          }
        },
      ),
      { numRuns, seed: 9 },
    );
  });
});

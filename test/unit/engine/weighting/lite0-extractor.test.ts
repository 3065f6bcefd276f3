import { copyFile, mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lite0Path } from '../../../../src/engine/networks/lite0-weights';
import type { FeatureExtractor } from '../../../../src/engine/weighting/extractor';
import { importanceMap } from '../../../../src/engine/weighting/importance';
import { openLite0Extractor } from '../../../../src/engine/weighting/lite0-extractor';
import { LITE0_DEPTHS, type Lite0, openLite0 } from '../../../../src/engine/weighting/lite0-graph';
import { paddedRgb } from '../../../../src/engine/weighting/padded-image';
import { tiledActivation } from '../../../../src/engine/weighting/tiled-activation';
import type { FloatMap, UnitImage } from '../../../../src/shared/images/pixels';
import { asProblem } from '../../../../src/shared/problem';
import { parseWeighting } from '../../../../src/shared/weighting/spec';
import { madeImage } from '../../shared/weighting/made-images';

let extractor: FeatureExtractor;
let lite0: Lite0;

beforeAll(async () => {
  extractor = await openLite0Extractor();
  lite0 = await openLite0();
}, 60_000);

afterAll(async () => {
  await extractor.dispose();
  await lite0.dispose();
});

/** A bright disc on a dark ground, somewhere. */
function disc(centreX: number, centreY: number): UnitImage {
  return madeImage(160, 120, 3, (x, y) => (Math.hypot(x - centreX, y - centreY) < 20 ? 0.9 : 0.2));
}

/** Where the map differs from its value in the empty corner, on average. */
function centreOfResponse({ width, height, data }: FloatMap): [number, number] {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let i = 0; i < width * height; i++) {
    const response = Math.abs(data[i] - data[0]);
    sum += response;
    sumX += response * (i % width);
    sumY += response * Math.floor(i / width);
  }
  return [sumX / sum, sumY / sum];
}

describe('the feature map of the built-in extractor', () => {
  it('is the sum over the channels of the activations read directly', async () => {
    const image = disc(70, 60);
    const map = await extractor.featureMap(image, 2);
    // 160 and 120 with margins of 64 are 288 and 248, rounded up to 256.
    const rgb = paddedRgb(image, { from: 0, to: 288 }, { from: 0, to: 256 });
    const cells = await lite0.run('depth2', { data: rgb, shape: [1, 256, 288, 3] });
    // Pixel (x, y) = (4i + 1, 4j + 2) lies at 3/8 before and 1/8 after the centre of its cell (16 + i, 16 + j).
    const cell = (x: number, y: number): number => cells[y * 72 + x];
    const [x, y] = [4 * 12 + 1, 4 * 15 + 2];
    const row = (j: number): number => 0.125 * cell(16 + 11, j) + 0.875 * cell(16 + 12, j);
    expect(map.data[y * 160 + x]).toBeCloseTo(0.875 * row(16 + 15) + 0.125 * row(16 + 16), 2);
  });

  it('depends on what is in the picture: it differs between two, and follows the object', async () => {
    for (const depth of [1, 2, 3]) {
      for (const [x, y] of [
        [60, 50],
        [100, 75],
      ]) {
        const [centreX, centreY] = centreOfResponse(await extractor.featureMap(disc(x, y), depth));
        expect(Math.abs(centreX - x)).toBeLessThan(8);
        expect(Math.abs(centreY - y)).toBeLessThan(8);
      }
    }
  });

  it('takes grey images as three equal channels, at any size', async () => {
    const grey = madeImage(33, 7, 1, (x, y) => ((x + y) % 5) / 5);
    const rgb = madeImage(33, 7, 3, (x, y) => ((x + y) % 5) / 5);
    const [fromGrey, fromRgb] = [await extractor.featureMap(grey, 4), await extractor.featureMap(rgb, 4)];
    expect(fromGrey).toEqual(fromRgb);
    expect(
      (
        await extractor.featureMap(
          madeImage(1, 1, 1, () => 1),
          6,
        )
      ).data.length,
    ).toBe(1);
  });

  it('comes out the same by tiles as from the whole image', async () => {
    const image = madeImage(500, 300, 3, (x, y, c) => 0.5 + 0.4 * Math.sin(x / (4 + c)) * Math.sin((y * x) / 900));
    for (const depth of [1, 2, 3, 4]) {
      const { reachPx, stride } = LITE0_DEPTHS[depth - 1];
      const run = async (rgb: Float32Array, height: number, width: number): Promise<FloatMap> => {
        const data = await lite0.run(`depth${depth}`, { data: rgb, shape: [1, height, width, 3] });
        return { width: width / stride, height: height / stride, data };
      };
      const whole = await tiledActivation(image, { reachPx, tilePixels: 1e6, run });
      const tiled = await tiledActivation(image, { reachPx, tilePixels: 352 * 352, run });
      let [largest, difference] = [0, 0];
      for (let i = 0; i < whole.data.length; i++) {
        largest = Math.max(largest, whole.data[i]);
        difference = Math.max(difference, Math.abs(whole.data[i] - tiled.data[i]));
      }
      expect(difference / largest).toBeLessThan(1e-5);
    }
  });

  it('is what the weighting "feature" normalises', async () => {
    const image = disc(80, 60);
    const n = await importanceMap({ image }, parseWeighting('feature:layer=3'), { extractors: async () => extractor });
    const raw = await extractor.featureMap(image, 3);
    const [least, largest] = [Math.min(...raw.data), Math.max(...raw.data)];
    for (let i = 0; i < n.data.length; i += 97) {
      expect(n.data[i]).toBeCloseTo((raw.data[i] - least) / (largest - least), 5);
    }
  });
});

describe('the weights of the built-in extractor', () => {
  it('are named where they are missing or damaged, with a remedy', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lite0-'));
    const path = join(folder, 'lite0.safetensors');
    const codes: string[] = [];
    const attempt = async (): Promise<void> => {
      const problem = asProblem(await openLite0Extractor(path).catch((error: unknown) => error));
      codes.push(problem.code);
      expect(problem.hint).toContain('npm run setup');
    };
    await attempt();
    await copyFile(lite0Path, path);
    await truncate(path, 1_000_000);
    await attempt();
    await rm(folder, { recursive: true });
    expect(codes).toEqual(['features-missing', 'tensor-file-damaged']);
  });
});

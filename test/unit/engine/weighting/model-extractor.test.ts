import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-node-gpu';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openExtractors } from '../../../../src/engine/weighting/extractors';
import { openModelExtractor } from '../../../../src/engine/weighting/model-extractor';
import type { UnitImage } from '../../../../src/shared/images/pixels';
import { Problem } from '../../../../src/shared/problem';
import { madeImage } from '../../shared/weighting/made-images';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'extractor-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A two-layer network of stride 2, saved as tfjs saves layers models. */
async function saveLayersModel(name: string, side: number | null): Promise<string> {
  const kernelInitializer = tf.initializers.randomNormal({ seed: 3 });
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [side, side, 3],
        filters: 4,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        name: 'edges',
        kernelInitializer,
      }),
      tf.layers.globalAveragePooling2d({ name: 'pooled' }),
    ],
  });
  await model.save(`file://${join(folder, name)}`);
  model.dispose();
  return join(folder, name);
}

/** A graph model in its files: the node `shifted` is x - 0.5, from images of any size. */
async function saveGraphModel(name: string): Promise<string> {
  const shape = { dim: ['1', '-1', '-1', '3'].map((size) => ({ size })) };
  const float = { type: 'DT_FLOAT' };
  const modelTopology = {
    node: [
      { name: 'image', op: 'Placeholder', attr: { dtype: float, shape: { shape } } },
      { name: 'half', op: 'Const', attr: { dtype: float, value: { tensor: { dtype: 'DT_FLOAT', tensorShape: {} } } } },
      { name: 'shifted', op: 'Sub', input: ['image', 'half'], attr: { T: float } },
      { name: 'doubled', op: 'AddV2', input: ['shifted', 'shifted'], attr: { T: float } },
    ],
    versions: { producer: 1 },
  };
  const weights = [{ name: 'half', shape: [], dtype: 'float32' }];
  const path = join(folder, name);
  await mkdir(path);
  await writeFile(join(path, 'weights.bin'), new Uint8Array(Float32Array.of(0.5).buffer));
  const model = { format: 'graph-model', modelTopology, weightsManifest: [{ paths: ['weights.bin'], weights }] };
  await writeFile(join(path, 'model.json'), JSON.stringify(model));
  return path;
}

/** The layer's activation of an image computed without tiles, margins or resizing. */
async function direct(path: string, layer: string, image: UnitImage) {
  const model = await tf.loadLayersModel(`file://${join(path, 'model.json')}`);
  const part = tf.model({ inputs: model.inputs, outputs: model.getLayer(layer).output });
  const sums = tf.tidy(() => {
    const activation = part.predict(tf.tensor4d(image.data, [1, image.height, image.width, 3]));
    if (!(activation instanceof tf.Tensor)) throw new Error('one output was expected');
    return activation.abs().sum(3);
  });
  const [, height, width] = sums.shape;
  const data = Float32Array.from(sums.dataSync());
  sums.dispose();
  return { width, height, data };
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Problem ? error.code : String(error);
}

const image = madeImage(20, 12, 3, (x, y, c) => ((x * 3 + y * 5 + c * 7) % 17) / 17);

describe('a layers model by path', () => {
  it('gives the sum over the channels of the absolute activation, at the size of the image', async () => {
    const path = await saveLayersModel('open', null);
    const extractor = await openModelExtractor(path);
    const map = await extractor.featureMap(image, 'edges');
    expect([map.width, map.height]).toEqual([20, 12]);
    // Between the centres of four cells, at odd pixels, the resized map is the mean of weights 9:3:3:1.
    const cells = await direct(path, 'edges', image);
    const cell = (x: number, y: number): number => cells.data[y * cells.width + x];
    const expected = (9 * cell(4, 2) + 3 * cell(5, 2) + 3 * cell(4, 3) + cell(5, 3)) / 16;
    expect(map.data[5 * 20 + 9]).toBeCloseTo(expected, 4);
    await extractor.dispose();
  });

  it('of a fixed input size is fed the image resized to it', async () => {
    const path = await saveLayersModel('fixed', 16);
    const extractor = await openModelExtractor(path);
    const square = madeImage(16, 16, 3, (x, y, c) => ((x * 3 + y * 5 + c * 7) % 17) / 17);
    const cells = await direct(path, 'edges', square);
    const map = await extractor.featureMap(square, 'edges');
    expect([map.width, map.height]).toEqual([16, 16]);
    // The corner pixel lies outside the centres of the cells: it takes the corner cell's value.
    expect(map.data[0]).toBeCloseTo(cells.data[0], 4);
    const other = await extractor.featureMap(
      madeImage(40, 9, 1, (x) => x / 40),
      'edges',
    );
    expect([other.width, other.height]).toEqual([40, 9]);
    await extractor.dispose();
  });

  it('leaves no tensors behind', async () => {
    const extractor = await openModelExtractor(await saveLayersModel('tidy', null));
    await extractor.featureMap(image, 'edges');
    const before = tf.memory().numTensors;
    await extractor.featureMap(image, 'edges');
    expect(tf.memory().numTensors).toBe(before);
    await extractor.dispose();
  });
});

describe('a graph model by path', () => {
  it('gives the absolute activation of any of its nodes', async () => {
    const extractor = await openModelExtractor(join(await saveGraphModel('graph'), 'model.json'));
    const map = await extractor.featureMap(image, 'shifted');
    for (let i = 0; i < map.data.length; i++) {
      const pixel = image.data.subarray(3 * i, 3 * i + 3);
      expect(map.data[i]).toBeCloseTo(
        pixel.reduce((sum, value) => sum + Math.abs(value - 0.5), 0),
        5,
      );
    }
    await extractor.dispose();
  });
});

describe('extractors', () => {
  it('name what cannot be used', async () => {
    const path = await saveLayersModel('wrong', null);
    const extractors = openExtractors(join(folder, 'no-such.safetensors'));
    expect(await codeOf(extractors.provide(join(folder, 'nowhere')))).toBe('extractor-missing');
    expect(await codeOf(extractors.provide('lite0'))).toBe('features-missing');
    await writeFile(join(folder, 'notes.json'), '{"a":1}');
    expect(await codeOf(extractors.provide(join(folder, 'notes.json')))).toBe('extractor-not-a-model');
    const extractor = await extractors.provide(path);
    expect(await codeOf(extractor.featureMap(image, 'no-layer'))).toBe('extractor-no-layer');
    expect(await codeOf(extractor.featureMap(image, 'pooled'))).toBe('extractor-layer-not-spatial');
    await rm(join(path, 'weights.bin'));
    expect(await codeOf(openModelExtractor(path))).toBe('extractor-not-a-model');
    await extractors.dispose();
  });

  it('have a hash that follows every file', async () => {
    const path = await saveLayersModel('hashed', null);
    const hashes = new Set<string>();
    for (const file of ['', 'weights.bin', 'model.json']) {
      if (file === 'weights.bin') {
        const bytes = await readFile(join(path, file));
        bytes[5] ^= 1;
        await writeFile(join(path, file), bytes);
      }
      if (file === 'model.json') await writeFile(join(path, file), ` ${await readFile(join(path, file), 'utf8')}`);
      const extractor = await openModelExtractor(path);
      hashes.add(extractor.hash);
      await extractor.dispose();
    }
    expect(hashes.size).toBe(3);
  });

  it('are opened once', async () => {
    const path = await saveLayersModel('once', null);
    const extractors = openExtractors();
    expect(await extractors.provide(path)).toBe(await extractors.provide(path));
    await extractors.dispose();
  });
});

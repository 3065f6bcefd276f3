import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-node-gpu';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NamedTensor, readSafetensors } from '../../../../src/engine/formats/safetensors';
import { lite0Path } from '../../../../src/engine/networks/lite0-weights';
import { LITE0_DEPTHS, type Lite0, openLite0 } from '../../../../src/engine/weighting/lite0-graph';
import type { UnitImage } from '../../../../src/shared/images/pixels';
import { madeImage } from '../../shared/weighting/made-images';

let tensors: Map<string, NamedTensor>;
let lite0: Lite0;

beforeAll(async () => {
  tensors = readSafetensors(await readFile(lite0Path), lite0Path);
  lite0 = await openLite0();
}, 60_000);

afterAll(() => lite0.dispose());

function run(signature: string, image: UnitImage): Promise<Float32Array> {
  return lite0.run(signature, { data: image.data, shape: [1, image.height, image.width, 3] });
}

// The network once more, layer after layer in eager TensorFlow.js, from the published names and the table of the paper.
const used = new Set<string>();

function weight(name: string): NamedTensor {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new Error(`no ${name}`);
  used.add(name);
  return tensor;
}

function kernel(name: string): tf.Tensor4D {
  const { shape, data } = weight(name);
  return tf.tensor4d(data, [shape[0], shape[1], shape[2], shape[3]]);
}

function norm(x: tf.Tensor4D, name: string): tf.Tensor4D {
  const [mean, variance, offset, scale] = ['running_mean', 'running_var', 'bias', 'weight'].map((part) =>
    tf.tensor1d(weight(`${name}.${part}`).data),
  );
  const deviation = variance.add(1e-3).sqrt();
  const scaled: tf.Tensor4D = x.sub(mean).div(deviation).mul(scale);
  return scaled.add(offset);
}

function eagerLayers(image: UnitImage): { sums: tf.Tensor[]; logits: tf.Tensor } {
  const pixels = tf.tensor4d(image.data, [1, image.height, image.width, 3]);
  let x: tf.Tensor4D = pixels.mul(255).sub(127).div(128);
  x = norm(tf.conv2d(x, kernel('_conv_stem.weight'), 2, 'same'), '_bn0').relu6();
  const expansions: tf.Tensor4D[] = [];
  // Blocks 0..15: kernel, stride, whether channels are expanded, whether the input is added.
  const table: [number, number][] = [
    [3, 1],
    [3, 2],
    [3, 1],
    [5, 2],
    [5, 1],
    [3, 2],
    [3, 1],
    [3, 1],
    [5, 1],
    [5, 1],
    [5, 1],
    [5, 2],
    [5, 1],
    [5, 1],
    [5, 1],
    [3, 1],
  ];
  for (const [index, [size, stride]] of table.entries()) {
    const name = `_blocks.${index}`;
    const before = x;
    let y = x;
    if (index > 0) y = norm(tf.conv2d(y, kernel(`${name}._expand_conv.weight`), 1, 'same'), `${name}._bn0`).relu6();
    expansions.push(y);
    const depthwise = kernel(`${name}._depthwise_conv.weight`);
    expect(depthwise.shape[0]).toBe(size);
    y = norm(tf.depthwiseConv2d(y, depthwise, stride, 'same'), `${name}._bn1`).relu6();
    y = norm(tf.conv2d(y, kernel(`${name}._project_conv.weight`), 1, 'same'), `${name}._bn2`);
    const isSameShape = stride === 1 && before.shape[3] === y.shape[3];
    x = isSameShape ? y.add(before) : y;
  }
  x = norm(tf.conv2d(x, kernel('_conv_head.weight'), 1, 'same'), '_bn1').relu6();
  const { shape, data } = weight('_fc.weight');
  const pooled: tf.Tensor2D = x.mean([1, 2]);
  const logits = tf.matMul(pooled, tf.tensor2d(data, [shape[0], shape[1]])).add(tf.tensor1d(weight('_fc.bias').data));
  return { sums: LITE0_DEPTHS.map(({ block }) => expansions[block].abs().sum(3)), logits };
}

function eagerForward(image: UnitImage): { sums: tf.Tensor[]; probabilities: Float32Array } {
  const { sums, logits } = tf.tidy(() => eagerLayers(image));
  const probabilities = Float32Array.from(tf.tidy(() => logits.softmax().dataSync()));
  logits.dispose();
  return { sums, probabilities };
}

function expectRelativelyClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  let largest = 0;
  let difference = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]));
    difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
  }
  expect(largest).toBeGreaterThan(0);
  expect(difference / largest).toBeLessThan(tolerance);
}

/** A picture with structure at every scale. */
const picture = madeImage(128, 96, 3, (x, y, c) => 0.5 + 0.5 * Math.sin(x / (3 + c) + (y * y) / 300) * Math.cos(y / 9));

describe('EfficientNet-Lite0', () => {
  it('computes what the layers computed one by one give, and uses every published tensor', async () => {
    const eager = eagerForward(picture);
    for (const [index, { stride }] of LITE0_DEPTHS.entries()) {
      expect(eager.sums[index].shape).toEqual([1, 96 / stride, 128 / stride]);
      expectRelativelyClose(await run(`depth${index + 1}`, picture), eager.sums[index].dataSync(), 1e-4);
    }
    tf.dispose(eager.sums);
    expectRelativelyClose(await run('classify', picture), eager.probabilities, 1e-3);
    expect([...tensors.keys()].filter((name) => !used.has(name))).toEqual([]);
  });

  it.each([
    ['a traffic light', 920, drawTrafficLight()],
    ['a honeycomb', 599, drawHoneycomb()],
  ])('recognises %s drawn in a few lines as ImageNet class %i', async (_what, imagenetClass, drawing) => {
    const probabilities = await run('classify', drawing);
    expect(probabilities.length).toBe(1000);
    expect(probabilities.indexOf(Math.max(...probabilities))).toBe(imagenetClass);
  });

  it('does not see farther than the reach that tiles are given', async () => {
    // Pixels in the middle are changed; cells beyond the reach must not notice.
    for (const [index, { stride, reachPx }] of LITE0_DEPTHS.entries()) {
      const size = 2 * reachPx + 128;
      const middle = size / 2;
      const plain = madeImage(size, size, 3, (x, y) => 0.5 + 0.3 * Math.sin(x / 5) * Math.cos(y / 7));
      const data = Float32Array.from(plain.data).fill(
        1,
        (middle * size + middle) * 3,
        (middle * size + middle + 2) * 3,
      );
      const before = await run(`depth${index + 1}`, plain);
      const after = await run(`depth${index + 1}`, { ...plain, data });
      let farthestPx = -1;
      for (let i = 0, cells = size / stride; i < before.length; i++) {
        if (Math.abs(before[i] - after[i]) <= 1e-4 * Math.abs(before[i])) continue;
        const [column, row] = [i % cells, Math.floor(i / cells)];
        // From the changed pixels to the nearest pixel of the cell.
        const away = (cell: number): number =>
          Math.max(0, cell * stride - middle - 1, middle - (cell * stride + stride - 1));
        farthestPx = Math.max(farthestPx, away(column), away(row));
      }
      expect(farthestPx).toBeGreaterThanOrEqual(0);
      expect(farthestPx).toBeLessThanOrEqual(reachPx);
    }
  });
});

function drawTrafficLight(): UnitImage {
  const lamps = [
    { y: 47, color: [0.95, 0.1, 0.1] },
    { y: 112, color: [0.3, 0.25, 0.05] },
    { y: 177, color: [0.05, 0.3, 0.1] },
  ];
  return madeImage(224, 224, 3, (x, y, c) => {
    if (x <= 75 || x >= 149 || y <= 15 || y >= 209) return [0.5, 0.7, 0.95][c];
    return lamps.find((lamp) => Math.hypot(x - 112, y - lamp.y) < 27)?.color[c] ?? 0.05;
  });
}

function drawHoneycomb(): UnitImage {
  const sidePx = 20;
  return madeImage(224, 224, 3, (x, y, c) => {
    // Cube coordinates of hexagons: the distance from the nearest centre is the largest of three.
    const q = (x * Math.sqrt(3) - y) / 3 / sidePx;
    const r = (2 * y) / 3 / sidePx;
    const cube = [q, r, -q - r];
    const rounded = cube.map(Math.round);
    const errors = cube.map((value, i) => Math.abs(rounded[i] - value));
    const worst = errors.indexOf(Math.max(...errors));
    rounded[worst] -= rounded[0] + rounded[1] + rounded[2];
    const distance = Math.max(...cube.map((value, i) => Math.abs(value - rounded[i])));
    return (distance > 0.45 ? [0.9, 0.7, 0.2] : [0.35, 0.2, 0.05])[c];
  });
}

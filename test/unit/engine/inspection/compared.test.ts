import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeImage } from '../../../../src/engine/images/decode';
import { predictProbabilities } from '../../../../src/engine/inference/predict';
import { compareImage } from '../../../../src/engine/inspection/compared-image';
import { deepestLayer } from '../../../../src/engine/inspection/image-look';
import { Inspector } from '../../../../src/engine/inspection/inspector';
import { loadTrainedRun } from '../../../../src/engine/training/trained-run';
import { openExtractors } from '../../../../src/engine/weighting/extractors';
import type { InspectSubject } from '../../../../src/shared/contract/engine-inspect';
import { DIFFERENCE, RIGHT } from '../../../../src/shared/contract/inspect';
import { fromLabelMap, tilePosition } from '../../../../src/shared/labels/tile-map';
import { thresholdStep } from '../../../../src/shared/training/numbers/thresholds';
import { type MadeRun, newRun, removeRuns, smallConfig, thinLines } from '../training/made-run';

const signal = new AbortController().signal;
const pictures = [thinLines(1, 61, 43), thinLines(3, 50, 70)];
let runs: MadeRun[];
let inspector: Inspector;

beforeAll(async () => {
  const config = smallConfig({ length: { unit: 'steps', count: 30 } });
  runs = [await newRun(pictures, config), await newRun(pictures, { ...config, seed: config.seed + 1 })];
  for (const run of runs) await run.train();
  inspector = new Inspector(openExtractors().provide);
}, 60_000);

afterAll(async () => {
  await inspector?.dispose();
  await removeRuns();
});

function subject(): InspectSubject {
  const { id, name, path, sha256, width, height } = runs[0].snapshot.images[1];
  const { tiles } = fromLabelMap({ width, height, data: pictures[1].labels });
  return {
    runFolder: runs[0].runFolder,
    checkpoint: 'last',
    image: { id, name, path, sha256, width, height },
    labelRevision: 1,
    labels: [...tiles].map(([key, data]) => ({ ...tilePosition(width, key), data: Uint8Array.from(data) })),
    cacheFolder: `${runs[0].root}/cache`,
  };
}

async function probabilitiesOf(run: MadeRun): Promise<Float32Array> {
  const own = await loadTrainedRun(run.runFolder, 'last');
  const { image } = await decodeImage(run.imageFiles[1]);
  const { data } = await predictProbabilities(own.network, image);
  await own.dispose();
  return data;
}

function given<Value>(reply: Value | 'labels-needed'): Value {
  if (reply === 'labels-needed') throw new Error('the engine asked for the labels');
  return reply;
}

describe('an image compared with its labels', () => {
  it('is counted the same band by band as at once', async () => {
    const { width, height } = pictures[1];
    const labels = pictures[1].labels.map((label, i) => (i % 11 === 0 ? 255 : label - 1));
    const data = await probabilitiesOf(runs[0]);
    const whole = await compareImage({ width, height }, 2, labels, 2, async (sink) => sink({ y: 0, data }));
    const banded = await compareImage({ width, height }, 2, labels, 2, async (sink) => {
      for (let y = 0; y < height; y += 13) sink({ y, data: data.slice(2 * y * width, 2 * (y + 13) * width) });
    });
    expect(banded).toEqual(whole);
    expect(whole.numbers.calibration.pixels.reduce((sum, n) => sum + n, 0)).toBe(
      labels.filter((label) => label < 2).length,
    );
  });

  it('counts thresholds and confidence as its probabilities say', async () => {
    const data = await probabilitiesOf(runs[0]);
    const { numbers } = given(await inspector.score(subject(), false, signal));
    const own = new Float64Array(202);
    const others = new Float64Array(202);
    const confidence = [0, 0];
    pictures[1].labels.forEach((id, i) => {
      confidence[id - 1] += data[2 * i + id - 1];
      for (const k of [0, 1]) (k === id - 1 ? own : others)[k * 101 + thresholdStep(data[2 * i + k])]++;
    });
    expect(numbers.thresholds).toEqual({ classCount: 2, own, others });
    expect(numbers.selfConfidence[0]).toBeCloseTo(confidence[0], 6);
    expect(numbers.selfConfidence[1]).toBeCloseTo(confidence[1], 6);
  });
});

describe('how unsure a network is', () => {
  it('is shown as the entropy of its probabilities, from 0 to log of the classes', async () => {
    const data = await probabilitiesOf(runs[0]);
    const { map, low, high } = given(await inspector.layer(subject(), { kind: 'entropy' }, signal));
    expect([low, high]).toEqual([0, Math.log(2)]);
    let far = 0;
    for (let i = 0; i < map.data.length; i++) {
      const p = Math.min(1 - 1e-12, Math.max(1e-12, data[2 * i]));
      const entropy = -p * Math.log(p) - (1 - p) * Math.log(1 - p);
      if (Math.abs((map.data[i] / 254) * high - entropy) > high / 508 + 1e-4) far++;
    }
    expect(far).toBe(0);
  });

  it('is told of an image as a mean and a share, with how it looks inside', async () => {
    const data = await probabilitiesOf(runs[0]);
    const { uncertainty, unsureShare, features } = await inspector.look(subject(), signal);
    const pixels = data.length / 2;
    let entropy = 0;
    let unsure = 0;
    for (let i = 0; i < pixels; i++) {
      for (const p of [data[2 * i], data[2 * i + 1]]) if (p > 0) entropy -= p * Math.log(p);
      if (Math.max(data[2 * i], data[2 * i + 1]) < 0.75) unsure++;
    }
    expect(uncertainty).toBeCloseTo(entropy / pixels / Math.log(2), 5);
    expect(unsureShare).toBeCloseTo(unsure / pixels, 5);
    const own = await loadTrainedRun(runs[0].runFolder, 'last');
    const deepest = deepestLayer(own.layers);
    await own.dispose();
    expect(deepest.stride).toBe(Math.max(...own.layers.map(({ stride }) => stride)));
    expect(features).toHaveLength(2 * deepest.outputChannels);
    expect(features.every(Number.isFinite)).toBe(true);
  });
});

describe('the difference of two runs', () => {
  it('is where they take pixels for different classes, and who is right', async () => {
    const [mine, other] = [await probabilitiesOf(runs[0]), await probabilitiesOf(runs[1])];
    const { map } = given(
      await inspector.difference(subject(), { runFolder: runs[1].runFolder, checkpoint: 'last' }, signal),
    );
    const expected = pictures[1].labels.map((id, i) => {
      const [a, b] = [mine, other].map((data) => (data[2 * i + 1] > data[2 * i] ? 1 : 0));
      if (a === b) return RIGHT;
      return a === id - 1 ? DIFFERENCE.thisRight : DIFFERENCE.otherRight;
    });
    expect(map.data).toEqual(expected);
    expect(new Set(map.data).size).toBeGreaterThan(1);
  });

  it('says nothing of a run with itself', async () => {
    const { map } = given(
      await inspector.difference(subject(), { runFolder: runs[0].runFolder, checkpoint: 'last' }, signal),
    );
    expect(new Set(map.data)).toEqual(new Set([RIGHT]));
  });
});

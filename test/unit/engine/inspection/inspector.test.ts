import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeGreyPng } from '../../../../src/engine/formats/png';
import { decodeImage, sha256Of } from '../../../../src/engine/images/decode';
import { predictProbabilities } from '../../../../src/engine/inference/predict';
import { Inspector } from '../../../../src/engine/inspection/inspector';
import { findCheckpoint, writeCheckpoint } from '../../../../src/engine/training/checkpoint';
import { loadTrainedRun } from '../../../../src/engine/training/trained-run';
import { openExtractors } from '../../../../src/engine/weighting/extractors';
import { previewWeights } from '../../../../src/engine/weighting/preview';
import type { InspectSubject } from '../../../../src/shared/contract/engine-inspect';
import { RIGHT } from '../../../../src/shared/contract/inspect';
import { fromLabelMap, tilePosition } from '../../../../src/shared/labels/tile-map';
import { emptyNumbers, mergeNumbers } from '../../../../src/shared/training/numbers/image-numbers';
import { scoresOf } from '../../../../src/shared/training/scores';
import { type MadePicture, type MadeRun, newRun, removeRuns, smallConfig, thinLines } from '../training/made-run';

const signal = new AbortController().signal;
const pictures = [thinLines(1, 61, 43), thinLines(2, 300, 270), thinLines(3, 50, 70)];
let run: MadeRun;
let inspector: Inspector;

beforeAll(async () => {
  run = await newRun(
    pictures,
    smallConfig({ length: { unit: 'steps', count: 40 } }, 'edge*0.5+balance*0.5:strength=3'),
    2,
  );
  const { finished } = await run.train();
  expect(finished.status).toBe('finished');
  inspector = new Inspector(openExtractors().provide);
});

afterAll(async () => {
  await inspector?.dispose();
  await removeRuns();
});

function tilesOf({ width, height, labels }: MadePicture): NonNullable<InspectSubject['labels']> {
  const { tiles } = fromLabelMap({ width, height, data: labels });
  return [...tiles].map(([key, data]) => ({ ...tilePosition(width, key), data: Uint8Array.from(data) }));
}

function subject(index: number, changes: Partial<InspectSubject> = {}): InspectSubject {
  const { id, name, path, sha256, width, height } = run.snapshot.images[index];
  return {
    runFolder: run.runFolder,
    checkpoint: 'best',
    image: { id, name, path, sha256, width, height },
    labelRevision: 1,
    labels: tilesOf(pictures[index]),
    cacheFolder: join(run.root, 'cache'),
    ...changes,
  };
}

function given<Value>(reply: Value | 'labels-needed'): Value {
  if (reply === 'labels-needed') throw new Error('the engine asked for the labels');
  return reply;
}

describe('looking at an image through a run', () => {
  it('shows prediction, probability, error and loss of the run’s own probabilities', async () => {
    const own = await loadTrainedRun(run.runFolder);
    const { image } = await decodeImage(run.imageFiles[1]);
    const { data } = await predictProbabilities(own.network, image);
    await own.dispose();
    const { labels } = pictures[1];
    const probability = given(await inspector.layer(subject(1), { kind: 'probability', channel: 1 }, signal));
    const prediction = given(await inspector.layer(subject(1), { kind: 'prediction' }, signal));
    const error = given(await inspector.layer(subject(1), { kind: 'error' }, signal));
    const loss = given(await inspector.layer(subject(1), { kind: 'loss' }, signal));
    expect(loss.low).toBe(0);
    const far = { probability: 0, prediction: 0, error: 0, loss: 0 };
    for (let i = 0; i < labels.length; i++) {
      const line = data[2 * i + 1];
      const channel = line > data[2 * i] ? 1 : 0;
      if (Math.abs(probability.map.data[i] / 254 - line) > 0.5 / 254 + 1e-6) far.probability++;
      if (prediction.map.data[i] !== channel) far.prediction++;
      if (error.map.data[i] !== (channel === labels[i] - 1 ? RIGHT : channel)) far.error++;
      const expected = Math.min(loss.high, -Math.log(data[2 * i + labels[i] - 1]));
      if (!(Math.abs((loss.map.data[i] / 254) * loss.high - expected) <= loss.high / 508 + 1e-5)) far.loss++;
    }
    expect(far).toEqual({ probability: 0, prediction: 0, error: 0, loss: 0 });
  });

  it('shows the weights that the run trains with, from floor to floor + strength', async () => {
    const own = await loadTrainedRun(run.runFolder);
    const { lo, hi, pixelCounts } = own.prepared;
    await own.dispose();
    const { image } = await decodeImage(run.imageFiles[0]);
    const { weights } = await previewWeights(
      {
        image,
        sha256: run.snapshot.images[0].sha256,
        range: { lo, hi },
        inputChannels: 1,
        channelNames: [],
        channelLabels: pictures[0].labels.map((id) => id - 1),
        trainingCounts: pixelCounts,
      },
      run.snapshot.config.weighting,
      {},
    );
    const layer = given(await inspector.layer(subject(0), { kind: 'weight' }, signal));
    expect([layer.low, layer.high]).toEqual([1, 4]);
    const far = weights.data.filter((w, i) => Math.abs(1 + (3 * layer.map.data[i]) / 254 - w) > 3 / 508 + 1e-6);
    expect(far).toHaveLength(0);
    const at = given(await inspector.at(subject(0), 7, 9, signal));
    expect(at.weight).toBe(weights.data[9 * 61 + 7]);
  });

  it('gives exact values at a pixel, and their product in the layer weight times loss', async () => {
    const layer = given(await inspector.layer(subject(2), { kind: 'weighted-loss' }, signal));
    for (const [x, y] of [
      [0, 0],
      [49, 69],
      [20, 33],
    ] as const) {
      const at = given(await inspector.at(subject(2), x, y, signal));
      expect(at.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      expect(at.label).toBe(pictures[2].labels[y * 50 + x] - 1);
      expect(at.loss).toBeCloseTo(-Math.log(at.probabilities[at.label ?? -1]), 6);
      const product = Math.min(layer.high, at.weight * (at.loss ?? Number.NaN));
      expect(Math.abs((layer.map.data[y * 50 + x] / 254) * layer.high - product)).toBeLessThanOrEqual(
        layer.high / 508 + 1e-5,
      );
    }
  });

  it('scores as the run itself validated, pooled over its validation images', async () => {
    const own = await loadTrainedRun(run.runFolder);
    const { lastScores } = own.state;
    await own.dispose();
    for (const keepsProbabilities of [false, true]) {
      const pooled = emptyNumbers(2);
      for (const index of [1, 2]) {
        mergeNumbers(pooled, given(await inspector.score(subject(index), keepsProbabilities, signal)).numbers);
      }
      expect(scoresOf(pooled.confusion, pooled.boundaries, ['tissue', 'line'])).toEqual(lastScores);
    }
  });

  it('counts unpainted and unknown pixels as not labelled, and says that labels changed since the run', async () => {
    const labels = pictures[2].labels.slice();
    labels[0] = 0;
    labels[1] = 77;
    labels[2] = 255;
    const changed = subject(2, { labelRevision: 2, labels: tilesOf({ ...pictures[2], labels }) });
    const error = given(await inspector.layer(changed, { kind: 'error' }, signal));
    expect(Array.from(error.map.data.subarray(0, 3))).toEqual([255, 255, 255]);
    expect(error.map.data[3]).not.toBe(255);
    expect(error.notices.join(' ')).toContain('changed since the run');
    expect(error.notices.join(' ')).toContain('1 pixel is of classes that the run does not have');
    const loss = given(await inspector.layer(changed, { kind: 'loss' }, signal));
    expect(Array.from(loss.map.data.subarray(0, 3))).toEqual([255, 255, 255]);
    expect(given(await inspector.at(changed, 1, 0, signal))).toMatchObject({ label: null, loss: null });
  });

  it('asks for labels that it does not hold, once', async () => {
    const unseen = subject(0, { labelRevision: 9, labels: null });
    expect(await inspector.layer(unseen, { kind: 'error' }, signal)).toBe('labels-needed');
    given(await inspector.layer({ ...unseen, labels: tilesOf(pictures[0]) }, { kind: 'error' }, signal));
    given(await inspector.layer(unseen, { kind: 'loss' }, signal));
  });

  it('says which image is gone, replaced, of other depth', async () => {
    const { image } = subject(2);
    const fresh = new Inspector(openExtractors().provide);
    const ask = (path: string, sha256 = image.sha256) =>
      fresh.layer(subject(2, { image: { ...image, path, sha256 } }), { kind: 'error' }, signal);
    try {
      await expect(ask(join(run.root, 'nowhere.png'))).rejects.toMatchObject({ code: 'image-missing' });
      await expect(ask(run.imageFiles[1])).rejects.toMatchObject({ code: 'image-replaced' });
      const deep = join(run.root, 'deep.png');
      const png = encodeGreyPng(50, 70, new Uint16Array(50 * 70));
      await writeFile(deep, png);
      await expect(ask(deep, sha256Of(png))).rejects.toMatchObject({ code: 'image-depth-differs' });
    } finally {
      await fresh.dispose();
    }
  });
});

describe('a run', () => {
  it('without sources gives every pixel the same weight, and says so', async () => {
    const other = await newRun(
      [thinLines(6, 40, 40), thinLines(7, 40, 40)],
      smallConfig({ length: { unit: 'steps', count: 2 } }),
    );
    await other.train();
    const { id, name, path, sha256, width, height } = other.snapshot.images[0];
    const image = { id, name, path, sha256, width, height };
    const labels = tilesOf(thinLines(6, 40, 40));
    const layer = given(
      await inspector.layer(subject(0, { runFolder: other.runFolder, image, labels }), { kind: 'weight' }, signal),
    );
    expect([layer.low, layer.high]).toEqual([1, 1]);
    expect(new Set(layer.map.data)).toEqual(new Set([0]));
    expect(layer.notices.join(' ')).toContain('unweighted');
  });

  it('says its channels, step and images, and is read again when its checkpoint was written anew', async () => {
    const other = await newRun(
      [thinLines(4, 40, 40), thinLines(5, 40, 40)],
      smallConfig({ length: { unit: 'steps', count: 2 } }),
    );
    const network = { runFolder: other.runFolder, checkpoint: 'last' } as const;
    await expect(inspector.run(network)).rejects.toMatchObject({ code: 'run-not-trained' });
    await other.train();
    const first = await inspector.run(network);
    expect(first).toMatchObject({
      step: 2,
      channels: [{ name: 'tissue' }, { name: 'line' }],
      images: [{ split: 'training' }, { split: 'validation' }],
    });
    const found = await findCheckpoint(other.runFolder, 'last');
    if (found === null) throw new Error('no checkpoint');
    await writeCheckpoint(other.runFolder, 'last', { ...found, state: { ...found.state, step: 1 } });
    const second = await inspector.run(network);
    expect(second.step).toBe(1);
    expect(second.stamp).not.toBe(first.stamp);
  });
});

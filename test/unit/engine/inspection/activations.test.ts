import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphSession } from '../../../../src/engine/graph/graph-session';
import { buildLayerModel } from '../../../../src/engine/graph/layer-model';
import { decodeImage } from '../../../../src/engine/images/decode';
import { Inspector } from '../../../../src/engine/inspection/inspector';
import { loadTrainedRun } from '../../../../src/engine/training/trained-run';
import { openExtractors } from '../../../../src/engine/weighting/extractors';
import { type MadeRun, newRun, removeRuns, smallConfig, thinLines } from '../training/made-run';

const signal = new AbortController().signal;
let run: MadeRun;
let inspector: Inspector;

beforeAll(async () => {
  const network = { kind: 'attention-unet', width: 4, depth: 2 } as const;
  const config = smallConfig({ network, length: { unit: 'steps', count: 5 }, deepSupervision: true });
  run = await newRun([thinLines(1, 48, 40), thinLines(2, 34, 50)], config);
  await run.train();
  inspector = new Inspector(openExtractors().provide);
}, 60_000);

afterAll(async () => {
  await inspector?.dispose();
  await removeRuns();
});

function subject() {
  const { id, name, path, sha256, width, height } = run.snapshot.images[1];
  return {
    runFolder: run.runFolder,
    checkpoint: 'last' as const,
    image: { id, name, path, sha256, width, height },
  };
}

describe('the inside of a network', () => {
  it('is named layer by layer, attention maps as such, without the heads of training', async () => {
    const layers = await inspector.layers(subject());
    expect(layers[0]).toEqual({ name: 'encoder0/conv0', kind: 'convolution', stride: 1, channels: 4 });
    expect(layers.filter(({ kind }) => kind === 'attention-map')).toEqual([
      { name: 'decoder1/attention/map', kind: 'attention-map', stride: 2, channels: 1 },
    ]);
    expect(layers.filter(({ name }) => name.startsWith('auxiliary'))).toEqual([]);
  });

  it('shows an attention map from 0 to 1 at the size of the image', async () => {
    const { map, low, high } = await inspector.activation(subject(), 'decoder1/attention/map', signal);
    expect([map.width, map.height, low, high]).toEqual([34, 50, 0, 1]);
    const own = await loadTrainedRun(run.runFolder, 'last');
    const { image } = await decodeImage(run.imageFiles[1]);
    const spec = {
      network: run.snapshot.config.network,
      inputChannels: 1,
      classCount: 2,
      normalisation: own.prepared,
      values: own.values,
    };
    const model = await GraphSession.open(buildLayerModel(spec, ['decoder1/attention/map']), ['layers'], tmpdir());
    await own.dispose();
    // The image mirrored to 36x52, whose top left corner is the image's own.
    const padded = Float32Array.from({ length: 36 * 52 }, (_, i) => {
      const [x, y] = [i % 36, Math.floor(i / 36)];
      return image.data[Math.min(y, 98 - y) * 34 + Math.min(x, 66 - x)] / 255;
    });
    const cells = model.run('layers', { image: { data: padded, shape: [1, 52, 36, 1] } });
    model.dispose();
    const coefficients = cells.get('decoder1/attention/map') ?? new Float32Array();
    // Pixel (2i + 1, 2j + 1) lies a quarter of a cell past the centre of cell (i, j).
    const cell = (x: number, y: number) => coefficients[y * 18 + x];
    const row = (x: number, y: number) => 0.75 * cell(x, y) + 0.25 * cell(x + 1, y);
    const expected = 0.75 * row(4, 7) + 0.25 * row(4, 8);
    expect(Math.abs(map.data[15 * 34 + 9] - 254 * expected)).toBeLessThan(0.6);
  });

  it('shows any other layer as the mean size of its activation, from 0 up', async () => {
    const { map, low, high } = await inspector.activation(subject(), 'encoder1/relu1', signal);
    expect([map.width, map.height, low]).toEqual([34, 50, 0]);
    expect(high).toBeGreaterThan(0);
    expect(Math.max(...map.data)).toBe(254);
    expect(new Set(map.data).size).toBeGreaterThan(20);
  });

  it('says what to do about a layer that is not there', async () => {
    await expect(inspector.activation(subject(), 'decoder9/relu0', signal)).rejects.toMatchObject({
      code: 'layer-unknown',
      hint: expect.stringContaining('encoder0/conv0'),
    });
  });
});

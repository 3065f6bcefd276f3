import * as tf from '@tensorflow/tfjs-node-gpu';
import { describe, expect, it } from 'vitest';
import { GraphSession } from '../../../../src/engine/graph/graph-session';
import { buildLayerModel } from '../../../../src/engine/graph/layer-model';
import { buildTrainingProgram } from '../../../../src/engine/graph/program';
import { uniformValues } from '../graph/random-values';
import { colourBatch, openWithInitialValues, scalars, smallSpec } from '../graph/small-program';
import { temporaryFolder } from '../graph/temporary-folder';
import { lossSlopeAlong } from './loss-slope';

const folder = temporaryFolder();
const network = { kind: 'attention-unet', width: 4, depth: 3 } as const;
const spec = smallSpec({ network });

describe('the Attention U-Net', () => {
  it('has the parameters of the U-Net and of its gates, counted by hand', () => {
    const sizes = { classCount: 2, patchHeight: 32, patchWidth: 32 };
    const count = (kind: 'unet' | 'attention-unet') =>
      buildTrainingProgram(smallSpec({ network: { kind, width: 16, depth: 4 }, ...sizes })).parameterCount;
    // W_x 2x2 without bias, W_g 1x1 and psi with bias; the signal has the channels of the next coarser level.
    const gate = (channels: number) => 4 * channels * channels + (2 * channels * channels + channels) + (channels + 1);
    expect(count('attention-unet') - count('unet')).toBe(gate(32) + gate(64) + gate(128));
  });

  it('gates every skip but the finest, the only one at depth 1 excepted', () => {
    const maps = (depth: number) =>
      buildTrainingProgram(smallSpec({ network: { ...network, depth } }))
        .layers.filter(({ kind }) => kind === 'attention-map')
        .map(({ name, stride, outputChannels }) => [name, stride, outputChannels]);
    expect(maps(3)).toEqual([
      ['decoder2/attention/map', 4, 1],
      ['decoder1/attention/map', 2, 1],
    ]);
    expect(maps(1)).toEqual([['decoder0/attention/map', 1, 1]]);
  });

  it('computes its maps and gated skips as Oktay et al. write them, layer by layer in eager TensorFlow.js', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    for (let i = 0; i < 3; i++) session.step(colourBatch(spec, i), scalars);
    const values = session.read();
    session.dispose();
    const names = ['encoder1/relu1', 'decoder2/relu1', 'decoder1/attention/map', 'decoder1/attention/gated'];
    const model = await GraphSession.open(buildLayerModel({ ...spec, values }, names), ['layers'], folder);
    const image = uniformValues(32 * 24 * 3, 5);
    const layers = model.run('layers', { image: { data: image, shape: [1, 32, 24, 3] } });
    model.dispose();
    const layer = (name: string, shape: [number, number, number, number]) =>
      tf.tensor4d(Float32Array.from(layers.get(name) ?? []), shape);
    const variable = (name: string) => values.get(`decoder1/attention/${name}`) ?? new Float32Array();
    const [map, gated] = tf.tidy(() => {
      const skip = layer('encoder1/relu1', [1, 16, 12, 8]);
      const gating = layer('decoder2/relu1', [1, 8, 6, 16]);
      const fromSkip = tf.conv2d(skip, tf.tensor4d(variable('skip/kernel'), [2, 2, 8, 8]), 2, 'valid');
      const fromGating = tf
        .conv2d(gating, tf.tensor4d(variable('gating/kernel'), [1, 1, 16, 8]), 1, 'valid')
        .add(tf.tensor1d(variable('gating/bias')));
      const inner: tf.Tensor4D = fromSkip.add(fromGating).relu();
      const score: tf.Tensor4D = tf
        .conv2d(inner, tf.tensor4d(variable('score/kernel'), [1, 1, 8, 1]), 1, 'valid')
        .add(tf.tensor1d(variable('score/bias')));
      const coefficients = tf.image.resizeBilinear(tf.sigmoid(score), [16, 12], false, true);
      return [coefficients.dataSync(), skip.mul(coefficients).dataSync()];
    });
    const ours = layers.get('decoder1/attention/map') ?? new Float32Array();
    expect(ours.length).toBe(16 * 12);
    ours.forEach((value, i) => {
      expect(value).toBeCloseTo(map[i], 5);
    });
    layers.get('decoder1/attention/gated')?.forEach((value, i) => {
      expect(value).toBeCloseTo(gated[i], 4);
    });
    // The trained gate tells places apart, or this would be no test of it.
    expect(Math.max(...ours) - Math.min(...ours)).toBeGreaterThan(0.01);
    expect(Math.min(...ours)).toBeGreaterThan(0);
    expect(Math.max(...ours)).toBeLessThan(1);
  });

  it('names the layer that it does not have', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    const values = session.read();
    session.dispose();
    expect(() => buildLayerModel({ ...spec, values }, ['decoder0/attention/map'])).toThrow('decoder0/attention/map');
  });

  it('has as gradients the slope of its loss, of all variables and of the gates alone', async () => {
    const opened = await openWithInitialValues(spec, folder);
    for (let i = 0; i < 5; i++) opened.session.step(colourBatch(spec, i), scalars);
    const batch = colourBatch(spec, 9);
    // Narrow along all variables, to stay on one side of most kinks; wide where the slope is small and smooth.
    for (const [isMoved, h] of [
      [() => true, 1e-4],
      [(name: string) => name.includes('/attention/'), 2e-3],
    ] as const) {
      const { measured, predicted } = lossSlopeAlong(opened, batch, isMoved, h);
      expect(measured / predicted).toBeCloseTo(1, 2);
    }
    opened.session.dispose();
  });
});

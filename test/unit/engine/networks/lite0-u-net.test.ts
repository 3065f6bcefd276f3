import { describe, expect, it } from 'vitest';
import { GraphSession } from '../../../../src/engine/graph/graph-session';
import { buildLayerModel } from '../../../../src/engine/graph/layer-model';
import { buildTrainingProgram } from '../../../../src/engine/graph/program';
import type { VariableSpec } from '../../../../src/engine/graph/program-types';
import { startValues } from '../../../../src/engine/training/start-values';
import { openLite0 } from '../../../../src/engine/weighting/lite0-graph';
import { uniformValues } from '../graph/random-values';
import { colourBatch, openWithInitialValues, scalars, smallSpec } from '../graph/small-program';
import { temporaryFolder } from '../graph/temporary-folder';
import { lossSlopeAlong } from './loss-slope';
import { openWithStartValues, vendorFolder } from './pretrained-program';

const folder = temporaryFolder();
const network = { kind: 'efficientnet-lite0', width: 4, depth: 3, pretrained: true } as const;
const spec = smallSpec({ network });

/** Kernel size, expansion, channels and repeats of each stage (Tan and Le 2019, table 1). */
const table: readonly (readonly [number, number, number, number])[] = [
  [3, 1, 16, 1],
  [3, 6, 24, 2],
  [5, 6, 40, 2],
  [3, 6, 80, 3],
  [5, 6, 112, 3],
  [5, 6, 192, 4],
  [3, 6, 320, 1],
];

/** Trainable numbers of the stem and the first stages, convolutions without bias and batch norms of two. */
function encoderParameters(stages: number): number {
  let count = 27 * 32 + 2 * 32;
  let inputs = 32;
  for (const [size, expansion, channels, repeats] of table.slice(0, stages)) {
    for (let i = 0; i < repeats; i++) {
      const inner = inputs * expansion;
      if (expansion > 1) count += inputs * inner + 2 * inner;
      count += size * size * inner + 2 * inner + inner * channels + 2 * channels;
      inputs = channels;
    }
  }
  return count;
}

const ofEncoder = (role: VariableSpec['role']) => (variable: VariableSpec) =>
  variable.group === 'encoder' && variable.role === role;

describe('the EfficientNet-Lite0 U-Net', () => {
  it('has the parameters that counting by hand gives', () => {
    const conv = (inputs: number, outputs: number) => 9 * inputs * outputs + 2 * outputs;
    const two = (inputs: number, outputs: number) => conv(inputs, outputs) + conv(outputs, outputs);
    const up = two(320 + 112, 256) + two(256 + 40, 128) + two(128 + 24, 64) + two(64 + 16, 32) + two(32 + 1, 16);
    const program = buildTrainingProgram(
      smallSpec({
        network: { ...network, width: 16, depth: 5 },
        inputChannels: 1,
        normalisation: { mean: [0.5], deviation: [0.25] },
        classCount: 2,
        patchHeight: 32,
        patchWidth: 32,
      }),
    );
    expect(program.parameterCount).toBe(encoderParameters(7) + up + 16 * 2 + 2);
    // With head and classifier the encoder is the published network of 4,652,008 parameters.
    expect(encoderParameters(7) + 320 * 1280 + 2 * 1280 + 1280 * 1000 + 1000).toBe(4_652_008);
    expect(program.layers.reduce((sum, layer) => sum + layer.parameters, 0)).toBe(program.parameterCount);
  });

  it('encodes as the feature extractor does, grey taken three times, whatever the statistics of the images', async () => {
    const depth5 = { ...network, depth: 5 };
    const program = buildTrainingProgram(smallSpec({ network: depth5, patchHeight: 32, patchWidth: 32 }));
    const values = await startValues(program, 1, vendorFolder);
    const blocks = [1, 5, 15];
    const names = blocks.map((block) => `encoder/block${block}/expand/relu6`);
    const grey = uniformValues(64 * 96, 3);
    const rgb = Float32Array.from({ length: grey.length * 3 }, (_, i) => grey[Math.floor(i / 3)]);
    const lite0 = await openLite0();
    for (const [image, inputChannels] of [
      [grey, 1],
      [rgb, 3],
    ] as const) {
      const normalisation = { mean: Array(inputChannels).fill(0.9), deviation: Array(inputChannels).fill(0.01) };
      const ours = { network: depth5, inputChannels, classCount: 3, normalisation };
      const own = buildTrainingProgram({ ...spec, ...ours, patchHeight: 32, patchWidth: 32 });
      const all = inputChannels === 3 ? values : await startValues(own, 1, vendorFolder);
      const model = await GraphSession.open(buildLayerModel({ ...ours, values: all }, names), ['layers'], folder);
      const layers = model.run('layers', { image: { data: image, shape: [1, 64, 96, inputChannels] } });
      model.dispose();
      for (const [i, depth] of [1, 3, 6].entries()) {
        const sums = await lite0.run(`depth${depth}`, { data: rgb, shape: [1, 64, 96, 3] });
        const activation = layers.get(names[i]) ?? new Float32Array();
        const channels = activation.length / sums.length;
        sums.forEach((sum, cell) => {
          let total = 0;
          for (let c = 0; c < channels; c++) total += activation[cell * channels + c];
          expect(Math.abs(total - sum) / Math.max(1, sum)).toBeLessThan(1e-4);
        });
      }
    }
    await lite0.dispose();
  });

  it('frozen, leaves every number of the encoder as it is and trains the rest', async () => {
    const { program, session } = await openWithStartValues(spec, folder);
    const before = session.read();
    for (let i = 0; i < 3; i++) session.step(colourBatch(spec, i), { ...scalars, encoderRateFactor: 0 });
    const after = session.read();
    session.dispose();
    for (const { name, group, role } of program.variables) {
      if (group === 'encoder') expect(after.get(name), name).toEqual(before.get(name));
      else if (role === 'trainable') expect(after.get(name), name).not.toEqual(before.get(name));
    }
  });

  it('released, moves the encoder by its own lower rate from its first step on, but never its statistics', async () => {
    const { program, session } = await openWithStartValues(spec, folder);
    for (let i = 0; i < 3; i++) session.step(colourBatch(spec, i), { ...scalars, encoderRateFactor: 0 });
    const before = session.read();
    session.step(colourBatch(spec, 4), { ...scalars, learningRate: 1e-2, encoderRateFactor: 0.1 });
    const after = session.read();
    session.dispose();
    const largestMove = (name: string): number => {
      const own = before.get(name) ?? new Float32Array();
      return (after.get(name) ?? new Float32Array()).reduce((most, x, i) => Math.max(most, Math.abs(x - own[i])), 0);
    };
    const trainables = program.variables.filter(ofEncoder('trainable'));
    // The first step of Adam moves by the rate, and not by sqrt(1-b2)/(1-b1) times as much as in a count begun before.
    const moves = trainables.map(({ name }) => largestMove(name));
    expect(Math.max(...moves)).toBeGreaterThan(0.99e-3);
    expect(Math.max(...moves)).toBeLessThan(1.01e-3);
    expect(Math.min(...moves)).toBeGreaterThan(0);
    for (const { name } of program.variables.filter(ofEncoder('statistic'))) expect(largestMove(name), name).toBe(0);
    expect(largestMove('decoder0/norm0/moving_mean')).toBeGreaterThan(0);
  });

  it('has as gradients the slope of its loss, of the frozen statistics’ layers too', async () => {
    const opened = await openWithStartValues(spec, folder);
    for (let i = 0; i < 3; i++) opened.session.step(colourBatch(spec, i), scalars);
    const batch = colourBatch(spec, 9);
    for (const isMoved of [
      (name: string) => name.startsWith('encoder/'),
      (name: string) => name.endsWith('depthwise/conv/kernel'),
      (name: string) => /^encoder\/.*\/(gamma|beta)$/.test(name),
    ]) {
      const { measured, predicted } = lossSlopeAlong(opened, batch, isMoved, 2e-4);
      expect(measured / predicted).toBeCloseTo(1, 1.7);
    }
    opened.session.dispose();
  });

  it('without pretrained weights is one group that trains by batch statistics from its first step', async () => {
    const random = smallSpec({ network: { ...network, pretrained: false } });
    const { program, session } = await openWithInitialValues(random, folder);
    expect(new Set(program.variables.map(({ group }) => group))).toEqual(new Set(['main']));
    const name = 'encoder/stem/norm/moving_mean';
    const before = session.read().get(name);
    session.step(colourBatch(random), { ...scalars, encoderRateFactor: 0 });
    expect(session.read().get(name)).not.toEqual(before);
    session.dispose();
  });

  it('mixes any other number of channels into three, beginning with their mean', async () => {
    const two = { network, inputChannels: 2, classCount: 3, normalisation: { mean: [0, 0], deviation: [1, 1] } };
    const program = buildTrainingProgram({ ...spec, ...two });
    const values = await startValues(program, 1, vendorFolder);
    const model = await GraphSession.open(buildLayerModel({ ...two, values }, ['input']), ['layers'], folder);
    const image = uniformValues(16 * 16 * 2, 3);
    const mixed = model.run('layers', { image: { data: image, shape: [1, 16, 16, 2] } }).get('input') ?? [];
    model.dispose();
    expect(mixed.length).toBe(16 * 16 * 3);
    Array.from(mixed).forEach((value, i) => {
      const pixel = Math.floor(i / 3);
      const mean = (image[2 * pixel] + image[2 * pixel + 1]) / 2;
      expect(value).toBeCloseTo((255 * mean - 127) / 128, 5);
    });
  });

  it('says what to do where the published weights are missing', async () => {
    const program = buildTrainingProgram(spec);
    await expect(startValues(program, 1, folder)).rejects.toMatchObject({ code: 'features-missing' });
  });
});

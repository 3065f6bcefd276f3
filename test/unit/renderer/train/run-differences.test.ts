import { describe, expect, it } from 'vitest';
import { differenceWords, runDifferences } from '../../../../src/renderer/train/run-differences';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import { presets } from '../../../../src/shared/weighting/presets';

const base = runConfigSchema.parse({ weighting: presets.edge.weighting });
const names = (change: object, from = base): string[] =>
  runDifferences(runConfigSchema.parse({ ...from, ...change }), from).map(({ name }) => name);

describe('differences of two runs', () => {
  it('are none between a configuration and itself', () => {
    expect(runDifferences(base, structuredClone(base))).toEqual([]);
  });

  it.each([
    ['network', { network: { kind: 'unet', width: 32, depth: 5 } }, ['width', 'depth']],
    ['network', { network: { kind: 'efficientnet-lite0', depth: 4 } }, ['network']],
    ['deepSupervision', { deepSupervision: true }, ['deep supervision']],
    ['clipNorm', { clipNorm: 1 }, ['gradient limit']],
    ['averageDecay', { averageDecay: 0.99 }, ['moving average']],
    ['loss', { loss: { kind: 'ce+dice' } }, ['loss']],
    ['length', { length: { unit: 'steps', count: 20 } }, ['length']],
    ['patch', { patch: 128 }, ['patch']],
    ['batch', { batch: 2 }, ['batch']],
    ['learningRate', { learningRate: 0.01 }, ['learning rate']],
    ['optimizer', { optimizer: { kind: 'adam', beta1: 0.8 } }, ['optimiser']],
    ['schedule', { schedule: 'constant' }, ['schedule']],
    ['precision', { precision: 'bfloat16' }, ['precision']],
    ['augmentation', { augmentation: 'none' }, ['augmentation']],
    ['validation', { validation: { kind: 'share', share: 0.3 } }, ['validation']],
    ['seed', { seed: 1 }, ['seed']],
    ['patience', { patience: 3 }, ['patience']],
    ['startFrom', { startFrom: 'run-007' }, ['start']],
    ['rules', { rules: [{ when: { kind: 'epoch', epoch: 4 }, what: { kind: 'strength', strength: 2 } }] }, ['rules']],
    ['boundaryDistancePx', { boundaryDistancePx: 5 }, ['boundary distance']],
    ['weighting', { weighting: { ...base.weighting, floor: 0, strength: 2 } }, ['strength', 'floor']],
  ])('name a change of %s', (_, change, expected) => {
    expect(names(change)).toEqual(expected);
  });

  it('know every setting of a configuration', () => {
    const tested = [
      'network loss length patch batch learningRate optimizer schedule precision augmentation validation seed',
      'patience boundaryDistancePx weighting deepSupervision clipNorm averageDecay',
      'freezeEncoderEpochs encoderRateFactor startFrom rules',
    ].flatMap((line) => line.split(' '));
    expect(Object.keys(runConfigSchema.shape).sort()).toEqual(tested.sort());
  });

  it('tell sources, their parameters and the schedule apart', () => {
    const [term] = base.weighting.terms;
    expect(names({ weighting: { ...base.weighting, terms: [{ ...term, sigma: 2 }] } })).toEqual(['weighting']);
    const ramp = { kind: 'ramp', steps: 50 };
    expect(names({ weighting: { ...base.weighting, schedule: ramp } })).toEqual(['strength schedule']);
  });

  it('tell how a pretrained encoder is trained, where there is one', () => {
    const pretrained = runConfigSchema.parse({ ...base, network: { kind: 'efficientnet-lite0' } });
    expect(names({ freezeEncoderEpochs: 9, encoderRateFactor: 0.5 }, pretrained)).toEqual([
      'frozen encoder',
      'encoder rate',
    ]);
    expect(names({ network: { ...pretrained.network, pretrained: false } }, pretrained)).toEqual(['encoder']);
  });

  it('leave out what has no effect', () => {
    expect(names({ loss: { kind: 'ce', diceShare: 0.9, focalGamma: 5 } })).toEqual([]);
    expect(names({ freezeEncoderEpochs: 9, encoderRateFactor: 0.5 })).toEqual([]);
    const baseline = runConfigSchema.parse({});
    expect(names({ weighting: { terms: [], strength: 9 } }, baseline)).toEqual([]);
    expect(names({ weighting: { ...base.weighting, strength: 9 } }, baseline)).toEqual(['weighting']);
  });

  it('say what stands instead of what', () => {
    const changed = runConfigSchema.parse({ ...base, seed: 1, batch: 2 });
    expect(differenceWords(runDifferences(changed, base))).toBe('batch 2 instead of 4, seed 1 instead of 0');
  });
});

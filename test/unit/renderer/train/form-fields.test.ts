import { describe, expect, it } from 'vitest';
import { numberRules, parseNumber } from '../../../../src/renderer/train/form-fields';
import { runConfigSchema } from '../../../../src/shared/training/run-config';

/** A configuration with one number set, to ask the schema itself. */
const places: Record<keyof typeof numberRules, (value: number) => object> = {
  width: (width) => ({ network: { kind: 'unet', width } }),
  depth: (depth) => ({ network: { kind: 'unet', depth } }),
  encoderDepth: (depth) => ({ network: { kind: 'efficientnet-lite0', depth } }),
  steps: (count) => ({ length: { unit: 'steps', count } }),
  epochs: (count) => ({ length: { unit: 'epochs', count } }),
  patch: (patch) => ({ patch }),
  batch: (batch) => ({ batch }),
  freezeEncoderEpochs: (freezeEncoderEpochs) => ({ freezeEncoderEpochs }),
  encoderRateFactor: (encoderRateFactor) => ({ encoderRateFactor }),
  clipNorm: (clipNorm) => ({ clipNorm }),
  averageDecay: (averageDecay) => ({ averageDecay }),
  learningRate: (learningRate) => ({ learningRate }),
  diceShare: (diceShare) => ({ loss: { diceShare } }),
  focalGamma: (focalGamma) => ({ loss: { focalGamma } }),
  labelSmoothing: (labelSmoothing) => ({ loss: { labelSmoothing } }),
  weightDecay: (weightDecay) => ({ optimizer: { kind: 'adamw', weightDecay } }),
  momentum: (momentum) => ({ optimizer: { kind: 'sgd', momentum } }),
  validationPercent: (percent) => ({ validation: { kind: 'share', share: percent / 100 } }),
  seed: (seed) => ({ seed }),
  patience: (patience) => ({ patience }),
  boundaryDistancePx: (boundaryDistancePx) => ({ boundaryDistancePx }),
};

describe('number fields of a run', () => {
  it('take nothing that the configuration would refuse', () => {
    for (const [name, { min, max }] of Object.entries(numberRules)) {
      const place = Object.entries(places).find(([key]) => key === name)?.[1];
      for (const value of [min, max]) {
        expect(runConfigSchema.safeParse(place?.(value)).success, `${name} ${value}`).toBe(true);
      }
    }
  });

  it('read numbers as people write them', () => {
    expect(parseNumber(' 0,002 ', numberRules.learningRate)).toEqual({ ok: true, value: 0.002 });
    expect(parseNumber('1e-3', numberRules.learningRate)).toEqual({ ok: true, value: 0.001 });
  });

  it.each([
    ['', 'A whole number from 1 to 256.'],
    ['four', 'A whole number from 1 to 256.'],
    ['2.5', 'A whole number from 1 to 256.'],
    ['0', 'A whole number from 1 to 256.'],
    ['257', 'A whole number from 1 to 256.'],
  ])('say what would be right for "%s"', (text, words) => {
    expect(parseNumber(text, numberRules.batch)).toEqual({ ok: false, words });
  });

  it('name the nearest multiples', () => {
    const rule = { ...numberRules.patch, multiple: 16 };
    expect(parseNumber('100', rule)).toEqual({ ok: false, words: 'A multiple of 16, e.g. 96 or 112.' });
    expect(parseNumber('96', rule)).toEqual({ ok: true, value: 96 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrainingFacts } from '../../../../src/shared/contract/runs';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import { ownSentence, presetNames, runPreset } from '../../../../src/shared/training/run-presets';
import { presets } from '../../../../src/shared/weighting/presets';

const runs = process.env.MASKWRIGHT_SOAK === '1' ? 5000 : 300;
const weighting = presets.edgeAndRegion.weighting;

const membranes: TrainingFacts = {
  images: 24,
  labelledImages: 24,
  training: 19,
  validation: 5,
  largestSidePx: 512,
  smallestSidePx: 512,
  classes: [
    { name: 'background', pixels: 5_000_000 },
    { name: 'membrane', pixels: 1_291_456 },
  ],
  inputChannels: 1,
  objectPx: 34,
  missing: [],
  hasBfloat16: false,
};

const anyFacts: fc.Arbitrary<TrainingFacts> = fc
  .record({
    sides: fc.option(fc.tuple(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }))),
    training: fc.nat(5000),
    validation: fc.nat(1000),
    pixels: fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { maxLength: 5 }),
    hasBfloat16: fc.boolean(),
  })
  .map(({ sides, training, validation, pixels, hasBfloat16 }) => ({
    ...membranes,
    images: training + validation,
    labelledImages: training + validation,
    training,
    validation,
    smallestSidePx: sides === null ? null : Math.min(...sides),
    largestSidePx: sides === null ? null : Math.max(...sides),
    classes: pixels.map((count, index) => ({ name: `class ${index}`, pixels: count })),
    hasBfloat16,
  }));

const anyPreset = fc.constantFrom(...presetNames);

describe('presets of a run', () => {
  it('are valid configurations, whatever there is to train on', () => {
    fc.assert(
      fc.property(anyFacts, anyPreset, (facts, name) => {
        const { config } = runPreset(name, facts, weighting);
        expect(runConfigSchema.parse(config)).toEqual(config);
        const multiple = 2 ** config.network.depth;
        expect(config.patch % multiple).toBe(0);
      }),
      { seed: 7, numRuns: runs },
    );
  });

  it('have no patch beyond the smallest image, unless it is tiny among larger ones', () => {
    fc.assert(
      fc.property(anyFacts, anyPreset, (facts, name) => {
        const { patch } = runPreset(name, facts, weighting).config;
        expect(patch).toBeLessThanOrEqual(Math.max(64, facts.smallestSidePx ?? 256));
      }),
      { seed: 8, numRuns: runs },
    );
  });

  it('train longer where more is labelled, and never without end', () => {
    fc.assert(
      fc.property(anyFacts, anyPreset, fc.integer({ min: 2, max: 100 }), (facts, name, factor) => {
        const more = { ...facts, classes: facts.classes.map((one) => ({ ...one, pixels: one.pixels * factor })) };
        const steps = runPreset(name, facts, weighting).config.length.count;
        const stepsOfMore = runPreset(name, more, weighting).config.length.count;
        expect(stepsOfMore).toBeGreaterThanOrEqual(steps);
        expect(stepsOfMore).toBeLessThanOrEqual(12_000);
      }),
      { seed: 9, numRuns: runs },
    );
  });

  it('cost more from quick to best', () => {
    const work = presetNames.map((name) => {
      const { network, length, batch, patch } = runPreset(name, membranes, weighting).config;
      return network.width ** 2 * length.count * batch * patch ** 2;
    });
    expect(work[1]).toBeGreaterThan(3 * work[0]);
    expect(work[2]).toBeGreaterThan(3 * work[1]);
  });

  it('make the network less deep where images are small', () => {
    const small = { ...membranes, smallestSidePx: 40, largestSidePx: 40 };
    const { config, sentence } = runPreset('good', small, weighting);
    expect([config.patch, config.network.depth]).toEqual([40, 3]);
    expect(sentence).toContain('Patches are no larger since the smallest labelled image has 40 px.');
  });

  it('take the weighting of the person and bfloat16 where it pays', () => {
    const { config } = runPreset('quick', { ...membranes, hasBfloat16: true }, weighting);
    expect([config.weighting, config.precision]).toEqual([weighting, 'bfloat16']);
    expect(runPreset('quick', membranes, weighting).config.precision).toBe('float32');
  });

  it('say what will be done and why', () => {
    expect(runPreset('good', membranes, weighting).sentence).toBe(
      '700 steps of 4 patches of 192 px, about 147 from each image: a middle-sized network, right for most projects.',
    );
  });

  it('give way to what was set by hand', () => {
    const config = runConfigSchema.parse({ batch: 1, length: { unit: 'epochs', count: 1 } });
    expect(ownSentence(config)).toBe('1 epoch of 1 patch of 192 px, set by hand.');
  });
});

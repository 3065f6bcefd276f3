import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LossConfig } from '../../../../src/shared/training/run-config';
import { uniformSource, uniformValues } from '../graph/random-values';
import { temporaryFolder } from '../graph/temporary-folder';
import { type CompiledLoss, compileLoss, type LossFeed, lossConfig } from './loss-session';
import { referenceLoss } from './reference-losses';

const folder = temporaryFolder();
const shape = [2, 3, 4] as const;
const pixelCount = 24;
const classCount = 3;
const runs = { seed: 5, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 1000 : 20 };

const configs: Record<string, LossConfig> = {
  'cross-entropy': lossConfig('ce'),
  'smoothed cross-entropy': lossConfig('ce', { labelSmoothing: 0.2 }),
  'soft Dice': lossConfig('dice'),
  'smoothed soft Dice': lossConfig('dice', { labelSmoothing: 0.1 }),
  'CE + Dice': lossConfig('ce+dice', { diceShare: 0.3 }),
  'focal loss': lossConfig('focal'),
  'focal loss of gamma 0.5': lossConfig('focal', { focalGamma: 0.5 }),
  'smoothed focal loss': lossConfig('focal', { focalGamma: 3, labelSmoothing: 0.1 }),
};

for (const [name, config] of Object.entries(configs)) {
  describe(`the weighted ${name}`, () => {
    let compiled: CompiledLoss;
    beforeAll(async () => {
      compiled = await compileLoss(config, shape, classCount, folder);
    });
    afterAll(() => compiled.dispose());

    it('is the float64 reference', () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const feed = randomFeed(seed);
          expect(compiled.run(feed).loss).toBeCloseTo(reference(config, feed), 5);
        }),
        runs,
      );
    });

    it('has the slopes of the float64 reference', () => {
      const feed = randomFeed(99);
      const { gradient } = compiled.run(feed);
      for (let i = 0; i < gradient.length; i++) {
        expect(gradient[i]).toBeCloseTo(referenceSlope(config, feed, i), 5);
      }
    });

    it('is the unweighted one under a constant weight, and does not change with its scale', () => {
      fc.assert(
        fc.property(fc.integer(), fc.double({ min: 0.01, max: 100, noNaN: true }), (seed, factor) => {
          const feed = randomFeed(seed);
          const unweighted = compiled.run({ ...feed, floor: 1, strength: 0 });
          const constant = compiled.run({ ...feed, floor: factor, strength: 0 });
          expect(constant.loss).toBeCloseTo(unweighted.loss, 5);
          const weighted = compiled.run({ ...feed, floor: 0.5, strength: 3 });
          const scaled = compiled.run({ ...feed, floor: 0.5 * factor, strength: 3 * factor });
          expect(scaled.loss).toBeCloseTo(weighted.loss, 5);
          expectSame(scaled.gradient, weighted.gradient);
        }),
        runs,
      );
    });

    it('is the same, bit for bit, whatever stands under void, and gives void pixels no gradient', () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const feed = randomFeed(seed);
          const clean = compiled.run(withVoid(feed, () => 0, 0));
          const next = uniformSource(seed);
          const dirty = compiled.run(withVoid(feed, () => (next() < 0.5 ? 255 : Math.floor(next() * 3)), 0.9));
          expect(dirty.loss).toBe(clean.loss);
          expect(dirty.gradient).toEqual(clean.gradient);
          for (let i = 0; i < clean.gradient.length; i++) {
            if (feed.validity[Math.floor(i / classCount)] === 0) expect(clean.gradient[i]).toBeCloseTo(0, 12);
          }
        }),
        runs,
      );
    });

    it('is finite where every pixel is void or every weight 0', () => {
      const feed = randomFeed(3);
      const allVoid = compiled.run({ ...feed, validity: new Float32Array(pixelCount) });
      const weightless = compiled.run({ ...feed, floor: 0, strength: 0 });
      expect(allVoid.loss).toBe(0);
      for (const value of [weightless.loss, ...allVoid.gradient, ...weightless.gradient])
        expect(value).toBeCloseTo(0, 6);
    });
  });
}

/** Random logits, labels, validity (a third void, labelled 255) and importance, weights 1 + 4 n. */
function randomFeed(seed: number): LossFeed {
  const next = uniformSource(seed);
  const validity = Float32Array.from({ length: pixelCount }, (_, i) => (i === 0 || next() < 0.67 ? 1 : 0));
  return {
    logits: uniformValues(pixelCount * classCount, seed ^ 0x55, -3, 3),
    labels: Int32Array.from(validity, (v) => (v === 1 ? Math.floor(next() * classCount) : 255)),
    validity,
    importance: uniformValues(pixelCount, seed ^ 0x77),
    floor: 1,
    strength: 4,
  };
}

function withVoid(feed: LossFeed, labelAt: () => number, importance: number): LossFeed {
  return {
    ...feed,
    labels: feed.labels.map((label, i) => (feed.validity[i] === 1 ? label : labelAt())),
    importance: feed.importance.map((n, i) => (feed.validity[i] === 1 ? n : importance)),
  };
}

function reference(config: LossConfig, feed: LossFeed, logits: ArrayLike<number> = feed.logits): number {
  const weights = Array.from(feed.importance, (n) => feed.floor + feed.strength * n);
  return referenceLoss(config, { ...feed, classCount, logits, weights });
}

function referenceSlope(config: LossConfig, feed: LossFeed, index: number): number {
  const h = 1e-5;
  const moved = (by: number) => Float64Array.from(feed.logits, (z, i) => (i === index ? z + by : z));
  return (reference(config, feed, moved(h)) - reference(config, feed, moved(-h))) / (2 * h);
}

function expectSame(a: Float32Array, b: Float32Array): void {
  for (let i = 0; i < b.length; i++) expect(a[i]).toBeCloseTo(b[i] ?? Number.NaN, 6);
}

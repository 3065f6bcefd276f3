import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../graph/temporary-folder';
import { compileLoss, type LossFeed, lossConfig } from './loss-session';

const folder = temporaryFolder();

/**
 * 3x4 pixels, two classes, logits (0, ln 3) everywhere: p = (1/4, 3/4). Three pixels of class 0 weigh 5, nine of class 1
 * weigh 1; the cross-entropies are ln 4 and ln 4/3, the weights sum to 24 and their mean is 2.
 */
const feed: LossFeed = {
  logits: Float32Array.from({ length: 24 }, (_, i) => (i % 2 === 0 ? 0 : Math.log(3))),
  labels: Int32Array.from({ length: 12 }, (_, i) => (i < 3 ? 0 : 1)),
  validity: new Float32Array(12).fill(1),
  importance: Float32Array.from({ length: 12 }, (_, i) => (i < 3 ? 1 : 0)),
  floor: 1,
  strength: 4,
};

async function lossOf(config: ReturnType<typeof lossConfig>, fed: LossFeed = feed): Promise<number> {
  const compiled = await compileLoss(config, [1, 3, 4], 2, folder);
  try {
    return compiled.run(fed).loss;
  } finally {
    compiled.dispose();
  }
}

describe('on 3x4 pixels', () => {
  it('the weighted cross-entropy is (15 ln 4 + 9 ln 4/3) / 24', async () => {
    expect(await lossOf(lossConfig('ce'))).toBeCloseTo((15 * Math.log(4) + 9 * Math.log(4 / 3)) / 24, 6);
  });

  it('the focal loss of gamma 2 takes (3/4)^2 and (1/4)^2 of them', async () => {
    const expected = (15 * (9 / 16) * Math.log(4) + 9 * (1 / 16) * Math.log(4 / 3)) / 24;
    expect(await lossOf(lossConfig('focal'))).toBeCloseTo(expected, 6);
  });

  it('soft Dice is the mean of 1 - 4.75/11.5 and 1 - 7.75/14.5', async () => {
    // u is 5/2 and 1/2. Class 0: both 1.875, predicted 3, true 7.5. Class 1: both 3.375, predicted 9, true 4.5.
    expect(await lossOf(lossConfig('dice'))).toBeCloseTo(1 - (4.75 / 11.5 + 7.75 / 14.5) / 2, 6);
  });

  it('soft Dice leaves out a class that does not occur', async () => {
    const onlyOnes = { ...feed, labels: new Int32Array(12).fill(1), strength: 0 };
    // Class 1 alone: both 9, predicted 9, true 12.
    expect(await lossOf(lossConfig('dice'), onlyOnes)).toBeCloseTo(1 - 19 / 22, 6);
  });

  it('label smoothing 0.2 gives the label 0.9 and the other class 0.1', async () => {
    const ofZero = 0.9 * Math.log(4) + 0.1 * Math.log(4 / 3);
    const ofOne = 0.1 * Math.log(4) + 0.9 * Math.log(4 / 3);
    expect(await lossOf(lossConfig('ce', { labelSmoothing: 0.2 }))).toBeCloseTo((15 * ofZero + 9 * ofOne) / 24, 6);
  });

  it('a map multiplied into an averaged loss would give another value, and does not', async () => {
    // The mistake, mean(ce) mean(w), divided by mean(w) as our loss is, leaves the plain mean(ce).
    const mistaken = (3 * Math.log(4) + 9 * Math.log(4 / 3)) / 12;
    const weighted = await lossOf(lossConfig('ce'));
    expect(weighted - mistaken).toBeGreaterThan(0.3);
    expect(weighted * 2).toBeCloseTo((3 * 5 * Math.log(4) + 9 * Math.log(4 / 3)) / 12, 6);
  });

  it('a map moved by one pixel gives another loss', async () => {
    const moved = Float32Array.from(feed.importance, (_, i) => feed.importance[(i + 11) % 12] ?? 0);
    const away = await lossOf(lossConfig('ce'), { ...feed, importance: moved });
    // One of the three heavy pixels is now of class 1.
    expect(away).toBeCloseTo((11 * Math.log(4) + 13 * Math.log(4 / 3)) / 24, 6);
  });
});

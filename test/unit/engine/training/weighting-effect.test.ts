import { afterEach, describe, expect, it } from 'vitest';
import { newRun, removeRuns, smallConfig, thinLines } from './made-run';

afterEach(removeRuns);

/** Share of the thin lines of four unseen pictures that a run finds. First variables and batches follow from the seed. */
async function recallOfLines(weighting: string, seed: number): Promise<number> {
  const length = { unit: 'steps', count: 60 } as const;
  const config = smallConfig({ length, learningRate: 1e-2, batch: 4, augmentation: 'none', seed }, weighting);
  const pictures = [1, 2, 3, 4, 5, 6, 7].map((n) => thinLines(10 * seed + n));
  const { finished } = await (await newRun(pictures, config, 4)).train();
  const recall = finished.scores?.classes[1].recall;
  if (typeof recall !== 'number') throw new Error('the unseen pictures have no line');
  return recall;
}

describe('weighting by edges', () => {
  it('finds more of thin dark lines than no weighting, over five seeds, paired', async () => {
    const gains: number[] = [];
    for (const seed of [0, 1, 2, 3, 4]) {
      gains.push((await recallOfLines('edge:strength=16', seed)) - (await recallOfLines('none', seed)));
    }
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
    const deviation = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1));
    // Student's t with four degrees of freedom, one-sided 5 %.
    expect(mean / (deviation / Math.sqrt(gains.length))).toBeGreaterThan(2.132);
  });
});

import { dirname } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { lite0Path } from '../../../../src/engine/networks/lite0-weights';
import { lastValues, type MadeRun, newRun, removeRuns, smallConfig, thinLines } from './made-run';

afterEach(removeRuns);

const vendorFolder = dirname(lite0Path);
const pictures = [thinLines(1, 40, 40), thinLines(2, 32, 24)];
/** Everything on that a checkpoint has to hold; the encoder is released at step 50. */
const config = smallConfig({
  network: { kind: 'efficientnet-lite0', width: 4, depth: 3, pretrained: true },
  length: { unit: 'steps', count: 56 },
  freezeEncoderEpochs: 1,
  deepSupervision: true,
  clipNorm: 1,
  averageDecay: 0.9,
  patch: 16,
});

async function trainUntil(run: MadeRun, step: number): Promise<number> {
  const stop = new AbortController();
  const { finished } = await run.train({
    vendorFolder,
    resume: true,
    signal: stop.signal,
    onEvent: (event) => {
      if (event.type === 'step' && event.step >= step) stop.abort();
    },
  });
  return finished.step;
}

it('a run stopped before and after its encoder is released goes on bit for bit, averages and all', async () => {
  const left = await newRun(pictures, config);
  const whole = await left.train({ vendorFolder });
  const halting = await newRun(pictures, config);
  expect(await trainUntil(halting, 10)).toBeLessThan(50);
  expect(await trainUntil(halting, 51)).toBeLessThan(56);
  const last = await halting.train({ vendorFolder, resume: true });
  expect(last.finished).toMatchObject({ status: 'finished', step: 56 });
  const values = await lastValues(halting);
  expect(values).toEqual(await lastValues(left));
  expect(values.has('encoder/stem/conv/kernel/average')).toBe(true);
  for (const key of ['trainingLoss', 'validationLoss', 'scores', 'bestStep'] as const) {
    expect(last.finished[key]).toEqual(whole.finished[key]);
  }
});

it('a run that wants pretrained weights fails with a remedy where they are missing, and leaves no checkpoint', async () => {
  const run = await newRun(pictures, config);
  const { finished } = await run.train({ vendorFolder: run.root });
  expect(finished).toMatchObject({ status: 'failed', problem: { code: 'features-missing' } });
  await expect(lastValues(run)).rejects.toThrow('no checkpoint');
});

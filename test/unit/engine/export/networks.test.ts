import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { exportSavedModel } from '../../../../src/engine/export/savedmodel';
import { buildTrainingProgram } from '../../../../src/engine/graph/program';
import { DECODE_VERSION, decodeImage } from '../../../../src/engine/images/decode';
import { writeCheckpoint } from '../../../../src/engine/training/checkpoint';
import { trainingSpec } from '../../../../src/engine/training/program-spec';
import { writePrepared } from '../../../../src/engine/training/run-folder';
import { startValues } from '../../../../src/engine/training/start-values';
import { loadTrainedRun } from '../../../../src/engine/training/trained-run';
import { startState } from '../../../../src/engine/training/training-state';
import type { Prepared } from '../../../../src/shared/training/snapshot';
import { vendorFolder } from '../networks/pretrained-program';
import { type MadeRun, newRun, removeRuns, smallConfig, thinLines } from '../training/made-run';

afterEach(removeRuns);

/** A run with a checkpoint of its first values, but for averages of their own. */
async function withCheckpoint(config: ReturnType<typeof smallConfig>): Promise<MadeRun> {
  const run = await newRun([thinLines(1, 48, 48), thinLines(2, 56, 40)], config);
  const prepared: Prepared = {
    version: 1,
    decodeVersion: DECODE_VERSION,
    depth: 8,
    lo: [0],
    hi: [255],
    mean: [0.5],
    deviation: [0.2],
    pixelCounts: [9, 9],
  };
  await writePrepared(run.runFolder, prepared);
  const program = buildTrainingProgram(trainingSpec(config, 1, 2, prepared));
  const values = await startValues(program, 1, vendorFolder);
  const average = 'head/kernel/average';
  values.set(average, values.get(average)?.map((x) => 2 * x) ?? new Float32Array());
  await writeCheckpoint(run.runFolder, 'last', { state: { ...startState, step: 1 }, values });
  return run;
}

it.each([
  { kind: 'attention-unet', width: 4, depth: 2 },
  { kind: 'efficientnet-lite0', width: 4, depth: 3, pretrained: true },
] as const)('a run of $kind is exported as it predicts, and predicts by tiles as it does whole', async (network) => {
  const run = await withCheckpoint(smallConfig({ network, deepSupervision: true, averageDecay: 0.9 }));
  const { maxDifference, card } = await exportSavedModel({ runFolder: run.runFolder, out: join(run.root, 'model') });
  expect(maxDifference).toBeLessThan(1e-4);
  const own = await loadTrainedRun(run.runFolder);
  try {
    const { image } = await decodeImage(run.imageFiles[0]);
    const rows = 8;
    const tall = { ...image, height: rows * image.height, data: Buffer.concat(Array(rows).fill(image.data)) };
    const [whole, tiled] = [await own.predict(tall), await own.predict(tall, { wholePixels: 144 ** 2 })];
    const differences = tiled.data.map((p, i) => Math.abs(p - whole.data[i]));
    // A tile of that size has less context than the network sees, so all it can do is come close.
    expect(differences.reduce((a, b) => a + b) / differences.length).toBeLessThan(2e-3);
    expect(Math.max(...differences)).toBeLessThan(0.05);
    expect(card).toContain(`receptive field ${own.network.receptiveFieldPx} pixels`);
  } finally {
    await own.dispose();
  }
});

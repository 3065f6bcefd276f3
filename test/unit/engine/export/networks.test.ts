import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { exportSavedModel } from '../../../../src/engine/export/savedmodel';
import { decodeImage } from '../../../../src/engine/images/decode';
import { lite0Path } from '../../../../src/engine/networks/lite0-weights';
import { loadTrainedRun } from '../../../../src/engine/training/trained-run';
import { newRun, removeRuns, smallConfig, thinLines } from '../training/made-run';

afterEach(removeRuns);

it.each([
  { kind: 'attention-unet', width: 4, depth: 2 },
  { kind: 'efficientnet-lite0', width: 4, depth: 3, pretrained: true },
] as const)('a run of $kind is exported as it predicts, and predicts by tiles as it does whole', async (network) => {
  const config = smallConfig({
    network,
    length: { unit: 'steps', count: 6 },
    deepSupervision: true,
    averageDecay: 0.9,
  });
  const run = await newRun([thinLines(1, 48, 48), thinLines(2, 56, 40)], config);
  await run.train({ vendorFolder: dirname(lite0Path) });
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

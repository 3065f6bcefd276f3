import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readMask } from '../../../../src/engine/formats/mask';
import { decodeImage } from '../../../../src/engine/images/decode';
import { predictFolder } from '../../../../src/engine/inference/predict-folder';
import { loadTrainedRun } from '../../../../src/engine/training/trained-run';
import type { RunConfig } from '../../../../src/shared/training/run-config';
import { snapshotSchema } from '../../../../src/shared/training/snapshot';
import { type MadePicture, type MadeRun, newRun, removeRuns, smallConfig } from './made-run';

afterEach(removeRuns);

const strong: Partial<RunConfig> = { augmentation: 'strong', length: { unit: 'steps', count: 12 } };

function striped(width: number, height: number, label: (x: number, y: number) => number): MadePicture {
  const at = (i: number): number => label(i % width, Math.floor(i / width));
  const labels = Uint8Array.from({ length: width * height }, (_, i) => at(i));
  return { width, height, pixels: labels.map((id) => id ^ 90), labels };
}

/** The run with other classes, and with a meaning of unpainted. */
async function withClasses(run: MadeRun, ids: number[], unpainted: 'void' | 'background'): Promise<void> {
  const channels = ids.map((id) => ({ id, name: `class ${id}`, color: '#123456' }));
  const background = unpainted === 'background' ? [{ id: 0, name: 'background', color: '#808080' }] : [];
  const snapshot = snapshotSchema.parse({ ...run.snapshot, unpainted, channels: [...background, ...channels] });
  await writeFile(join(run.runFolder, 'snapshot.json'), JSON.stringify(snapshot));
}

describe('a run', () => {
  it('trains, validates and predicts on images of a pixel, of a row and of a column', async () => {
    const pictures = [
      striped(1, 1, () => 1),
      striped(200, 1, (x) => 1 + (x % 2)),
      striped(1, 90, (_, y) => 1 + (y % 2)),
      striped(1, 1, () => 2),
    ];
    const run = await newRun(pictures, smallConfig(strong, 'edge:sigma=1+region:threshold=otsu+balance'));
    const { finished } = await run.train();
    expect(finished).toMatchObject({ status: 'finished', step: 12, scores: { validPixels: 1 } });
    const trained = await loadTrainedRun(run.runFolder);
    try {
      for (const file of run.imageFiles) {
        const { image } = await decodeImage(file);
        const { data } = await trained.predict(image);
        expect(data.length).toBe(2 * image.width * image.height);
        expect(data.every((p) => p >= 0 && p <= 1)).toBe(true);
      }
    } finally {
      await trained.dispose();
    }
  });

  it('takes all 254 classes beside a background, and scores every pixel', async () => {
    const pictures = [1, 2].map((shift) => striped(64, 64, (x, y) => ((x >> 2) + 16 * (y >> 2) + shift) % 255));
    const run = await newRun(pictures, smallConfig(strong));
    const ids = Array.from({ length: 254 }, (_, i) => i + 1);
    await withClasses(run, ids, 'background');
    const { finished } = await run.train();
    expect(finished).toMatchObject({ status: 'finished', scores: { validPixels: 64 * 64 } });
    expect(finished.scores?.classes.length).toBe(255);
  });

  it('writes class ids with gaps between them as they are', async () => {
    const pictures = [1, 2].map(() => striped(48, 48, (x) => (x < 24 ? 7 : 254)));
    const run = await newRun(pictures, smallConfig({ length: { unit: 'steps', count: 60 } }));
    await withClasses(run, [7, 90, 254], 'void');
    const { events } = await run.train();
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'warned', problem: expect.objectContaining({ code: 'class-without-pixels' }) }),
    );
    const out = join(run.root, 'out');
    const { written } = await predictFolder({ runFolder: run.runFolder, paths: [run.imageFiles[1]], out });
    const { image } = await decodeImage(run.imageFiles[1]);
    const map = await readMask(written[0].files[0]);
    const wrong = map.data.filter((id, i) => id !== (image.data[i] ^ 90)).length;
    expect(wrong).toBeLessThan(0.05 * map.data.length);
    expect([...new Set(map.data)].every((id) => id === 7 || id === 90 || id === 254)).toBe(true);
  });
});

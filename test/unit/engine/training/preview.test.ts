import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeNpy } from '../../../../src/engine/formats/npy';
import { DECODE_VERSION, decodeImage } from '../../../../src/engine/images/decode';
import { importanceMap } from '../../../../src/engine/weighting/importance';
import { MapCache } from '../../../../src/engine/weighting/map-cache';
import { toUnitImage } from '../../../../src/engine/weighting/unit-image';
import type { FloatMap } from '../../../../src/shared/images/pixels';
import { parseWeighting } from '../../../../src/shared/weighting/spec';
import { type MadeRun, newRun, removeRuns, smallConfig, thinLines } from './made-run';

afterEach(removeRuns);

const spec = 'edge:sigma=1,strength=3';

/** What the heatmap of the first picture shows: from its file alone, with a cache of its own. */
async function preview(run: MadeRun): Promise<FloatMap> {
  const { image } = await decodeImage(run.imageFiles[0]);
  const identity = { sha256: run.snapshot.images[0].sha256, decodeVersion: DECODE_VERSION, lo: [0], hi: [255] };
  const cache = new MapCache({ folder: join(run.root, 'cache-of-the-window') });
  return importanceMap({ image: toUnitImage(image, [0], [255], 1), identity }, parseWeighting(spec), { cache });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('the map that a person sees', () => {
  it('is the one that training crops its weights from: same array, same hash', async () => {
    const config = smallConfig({ length: { unit: 'steps', count: 4 }, augmentation: 'none' }, spec);
    const run = await newRun([thinLines(1, 64, 64), thinLines(2, 64, 64)], config);
    const trace = join(run.root, 'trace');
    let sampled = '';
    await run.train({
      trace: { folder: trace, steps: 4 },
      onEvent(event) {
        if (event.type !== 'started') return;
        const prepared = join(run.root, 'cache', 'prepared');
        const [folder] = readdirSync(prepared);
        sampled = sha256(readFileSync(join(prepared, folder, `${run.snapshot.images[0].id}.importance`)));
      },
    });

    const seen = await preview(run);
    expect(sampled).toBe(sha256(new Uint8Array(seen.data.buffer)));

    // And the weights of the batches are these numbers: floor + strength n, mirrored beyond the image.
    const weights = new Set(Array.from(seen.data, (n) => Math.fround(1 + 3 * n)));
    const files = readdirSync(trace).filter((name) => name.endsWith('.weight.npy'));
    expect(files.length).toBe(4);
    for (const file of files) {
      const batch = decodeNpy(new Uint8Array(readFileSync(join(trace, file))));
      expect(batch.shape).toEqual([2, 32, 32]);
      expect(Array.from(batch.data).filter((w) => !weights.has(w))).toEqual([]);
    }
  });
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeImage } from '../../../../src/engine/images/decode';
import { loadTrainedRun } from '../../../../src/engine/training/trained-run';
import { type ImportanceInput, importanceMap } from '../../../../src/engine/weighting/importance';
import { openPredictors, type Predictors } from '../../../../src/engine/weighting/predictors';
import { toUnitImage } from '../../../../src/engine/weighting/unit-image';
import { parseWeighting } from '../../../../src/shared/weighting/spec';
import { type MadeRun, newRun, removeRuns, smallConfig, thinLines } from '../training/made-run';

let run: MadeRun;
let predictors: Predictors;

beforeAll(async () => {
  const pictures = [thinLines(1, 61, 43), thinLines(3, 50, 70)];
  run = await newRun(pictures, smallConfig({ length: { unit: 'steps', count: 10 } }, 'edge'), 1);
  expect((await run.train()).finished.status).toBe('finished');
  predictors = openPredictors(dirname(run.runFolder));
});

afterAll(async () => {
  await predictors?.dispose();
  await removeRuns();
});

describe('the uncertainty of an earlier run', () => {
  it('is the entropy of its own probabilities, over log K', async () => {
    const { image } = await decodeImage(run.imageFiles[0]);
    const own = await loadTrainedRun(run.runFolder);
    const { data } = await own.predict(image);
    await own.dispose();
    const input: ImportanceInput = { image: toUnitImage(image, [0], [255], 1), pixels: async () => image };
    const weighting = parseWeighting(`uncertainty:run=${run.snapshot.runId}`);
    const map = await importanceMap(input, weighting, { predictors });
    for (const [pixel, value] of map.data.entries()) {
      const p = [data[2 * pixel], data[2 * pixel + 1]];
      const entropy = -p.reduce((sum, each) => sum + (each > 0 ? each * Math.log2(each) : 0), 0);
      expect(value).toBeCloseTo(entropy, 4);
    }
  });

  it('is named by the content of the checkpoint', async () => {
    const expected = createHash('sha256')
      .update(readFileSync(`${run.runFolder}/best.ckpt`))
      .digest('hex');
    expect(await predictors.hash(run.snapshot.runId)).toBe(expected);
  });

  it('is refused of a run that is not there', async () => {
    await expect(predictors.hash('run-999')).rejects.toMatchObject({ code: 'weighting-run-missing' });
    expect(() => parseWeighting('uncertainty')).toThrow(expect.objectContaining({ code: 'weighting-needs-run' }));
    expect(() => parseWeighting('uncertainty:run=../x')).toThrow(
      expect.objectContaining({ code: 'weighting-bad-value' }),
    );
  });
});

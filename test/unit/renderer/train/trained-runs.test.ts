import { describe, expect, it } from 'vitest';
import { runChoiceWords } from '../../../../src/renderer/train/run-words';
import { trainedRun } from '../../../../src/renderer/train/trained-runs';
import type { RunRow } from '../../../../src/shared/contract/runs';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import { parseWeighting } from '../../../../src/shared/weighting/spec';
import { runRow } from '../made/run-row';

function row(number: number, isTrained: boolean, weighting = 'none'): RunRow {
  return runRow(number, { isTrained, config: runConfigSchema.parse({ weighting: parseWeighting(weighting) }) });
}

describe('the run to inspect and to export', () => {
  const rows = [row(3, false), row(2, true), row(1, true)];

  it('is the one in hand where it has a checkpoint, else the newest that has, else none', () => {
    expect(trainedRun(rows, rows[2].id)).toBe(rows[2]);
    expect(trainedRun(rows, rows[0].id)).toBe(rows[1]);
    expect(trainedRun(rows, null)).toBe(rows[1]);
    expect(trainedRun([rows[0]], rows[0].id)).toBeNull();
  });

  it('is named by number, weighting and what it reached', () => {
    expect(runChoiceWords(row(7, true, 'edge*0.5+region*0.5'))).toBe('7 · edge + region');
    expect(runChoiceWords(row(12, true))).toBe('12 · unweighted');
    const best = { step: 40, meanIou: 0.81249 };
    expect(runChoiceWords({ ...row(12, true), best })).toBe('12 · unweighted, 0.812');
  });
});

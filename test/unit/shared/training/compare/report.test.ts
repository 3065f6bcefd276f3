import { describe, expect, it } from 'vitest';
import { comparisonIdSchema, runIdSchema } from '../../../../../src/shared/ids';
import { chartScale, tickText } from '../../../../../src/shared/training/compare/interval-chart';
import {
  comparisonReport,
  comparisonReportSchema,
  type ReportedComparison,
} from '../../../../../src/shared/training/compare/report';
import { reportCsv } from '../../../../../src/shared/training/compare/report-csv';
import { reportHtml } from '../../../../../src/shared/training/compare/report-html';
import { runConfigSchema } from '../../../../../src/shared/training/run-config';
import { parseWeighting } from '../../../../../src/shared/weighting/spec';
import { madeRuns } from './made-scores';

function made(changes: Partial<ReportedComparison> = {}): ReportedComparison {
  const config = (weighting: string) => runConfigSchema.parse({ weighting: parseWeighting(weighting) });
  return {
    id: comparisonIdSchema.parse('comparison-001'),
    plan: {
      version: 1,
      configurations: [
        { name: 'none', config: config('none') },
        { name: 'edge, "fine" <b>', config: { ...config('edge:sigma=1'), learningRate: 0.01 } },
      ],
      seeds: [0, 1, 2, 3, 4],
      primary: { measure: 'iou', className: 'line' },
    },
    classNames: ['tissue', 'line'],
    scoredOn: 'test',
    createdAt: '2026-03-01T10:00:00.000Z',
    runs: madeRuns([0, 0.08]).map(({ images, ...run }, index) => ({
      ...run,
      run: runIdSchema.parse(`run-${String(index + 1).padStart(3, '0')}`),
      scores: images,
      problem: null,
      seconds: 3,
    })),
    ...changes,
  };
}

describe('the report of a comparison', () => {
  const report = comparisonReport(made(), 'Cells');

  it('holds table, verdict, what differs and how it was measured, as its schema says', () => {
    expect(comparisonReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(report.table[1]).toMatchObject({ weighting: 'edge:sigma=1', verdict: 'better' });
    expect(report.table[1].differs).toEqual(['weighting edge:sigma=1', 'learningRate 0.01']);
    expect(report.table[1].difference).toBeCloseTo(0.08, 1);
    expect(report.runs).toEqual({ done: 10, planned: 10 });
    expect(report.notes.join(' ')).toContain('Scored after the last step on the 6 test images, which no run has seen');
  });

  it('says where it was scored on validation, for want of test images', () => {
    const { notes } = comparisonReport(made({ scoredOn: 'validation' }), 'Cells');
    expect(notes.join(' ')).toContain('6 validation images, since the project has no labelled test image');
  });

  it('tells of runs that failed, and goes by the others', () => {
    const { runs } = made();
    const problem = { code: 'loss-not-finite', message: 'The loss is not finite.', hint: 'Lower the rate.' };
    const failed = runs.map((run, index) => (index === 1 ? { ...run, scores: null, problem } : run));
    const found = comparisonReport(made({ runs: failed }), 'Cells');
    expect(found.failed).toMatchObject([{ configuration: 'edge, "fine" <b>', seed: 0, problem }]);
    expect(found.table[1].verdict).toBe('no-difference');
    expect(reportHtml(found)).toContain('The loss is not finite.');
  });

  it('is a page of its own, without scripts, with every name as text', () => {
    const page = reportHtml(report);
    expect(page).not.toMatch(/<script|https?:|<b>/);
    expect(page).toContain('edge, &quot;fine&quot; &lt;b&gt;');
    expect(page.match(/<svg /g)).toHaveLength(6);
    expect(page.indexOf('IoU of &quot;line&quot;')).toBeGreaterThan(0);
    expect(page.match(/the verdict goes by this/g)).toHaveLength(1);
  });

  it('has a line a run, image and class in its table, quoted as RFC 4180 says', () => {
    const lines = reportCsv(report).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 10 * 6 * 2);
    expect(lines[0]).toMatch(/^configuration,seed,run,image,class,iou,boundary_iou,true_positives/);
    expect(lines[1]).toBe('none,0,run-001,picture-0.png,tissue,0.9,0.9,9000,0,1000,1000,900,900');
    expect(lines.some((line) => line.startsWith('"edge, ""fine"" <b>",0,'))).toBe(true);
  });
});

describe('the scale of its charts', () => {
  const row = (mean: number, low: number, high: number) =>
    ({ name: 'a', mean, interval: [low, high], isCalled: false }) as const;

  it('holds 0 and every interval, marked in round steps', () => {
    const scale = chartScale([row(0.011, 0.004, 0.017), row(-0.006, -0.015, 0.003)]);
    expect(scale.low).toBeLessThanOrEqual(-0.015);
    expect(scale.high).toBeGreaterThanOrEqual(0.017);
    expect(scale.ticks.map((tick) => tickText(tick, scale))).toEqual([
      '\u22120.02',
      '\u22120.01',
      '0',
      '+0.01',
      '+0.02',
    ]);
  });

  it('has a scale where there is nothing but the baseline', () => {
    const scale = chartScale([{ name: 'none', mean: null, interval: null, isCalled: false }]);
    expect(scale.high).toBeGreaterThan(scale.low);
    expect(scale.ticks.length).toBeLessThan(10);
  });
});

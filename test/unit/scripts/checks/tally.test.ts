import { describe, expect, it } from 'vitest';
import { lastLine, sum, tallyOf } from '../../../../scripts/checks/tally.mjs';

const report = (
  passed: number,
  failed: number,
  testResults: { status: string; assertionResults: { status: string }[] }[],
) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults,
});
const fine = { status: 'passed', assertionResults: [{ status: 'passed' }] };

describe('tallyOf', () => {
  it('counts what vitest reports', () => {
    expect(tallyOf(report(7, 0, [fine]), 0)).toEqual({ passed: 7, failed: 0, skipped: 3 });
  });

  it('counts a file that could not be loaded', () => {
    expect(tallyOf(report(7, 0, [fine, { status: 'failed', assertionResults: [] }]), 1).failed).toBe(1);
  });

  it('counts a failed test once, not its file as well', () => {
    const file = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    expect(tallyOf(report(7, 1, [file]), 1).failed).toBe(1);
  });

  it.each([
    ['a crash without a report', undefined, 139],
    ['a run that fails after its tests', report(7, 0, [fine]), 1],
    ['a run without a test', report(0, 0, []), 0],
  ])('counts %s as a failure', (_, given, code) => {
    expect(tallyOf(given, code).failed).toBe(1);
  });
});

describe('the last line', () => {
  it('is the sum over all runners', () => {
    const total = sum([
      { passed: 4, failed: 0, skipped: 0 },
      { passed: 120, failed: 1, skipped: 2 },
    ]);
    expect(lastLine(total)).toBe('124 passed, 1 failed, 2 skipped');
  });

  it('does not speak of skipped tests where there are none', () => {
    expect(lastLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  });
});

/**
 * What one runner, or all together, came to.
 * @typedef {{passed: number, failed: number, skipped: number}} Tally
 */

/**
 * @param {{
 *   numPassedTests: number,
 *   numFailedTests: number,
 *   numPendingTests: number,
 *   numTodoTests: number,
 *   testResults: {status: string, assertionResults: {status: string}[]}[],
 * } | undefined} report vitest's JSON report, or undefined where it wrote none
 * @param {number} code its exit status
 * @returns {Tally} a file that could not be loaded, a crash and a run without a single test each count as a failure
 */
export function tallyOf(report, code) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const isBroken = (/** @type {{status: string, assertionResults: {status: string}[]}} */ file) =>
    file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed');
  const failed = report.numFailedTests + report.testResults.filter(isBroken).length;
  const tally = { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
  const isUnexplained = failed === 0 && (code !== 0 || tally.passed === 0);
  return isUnexplained ? { ...tally, failed: 1 } : tally;
}

/** @param {Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  return tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** @param {Tally} tally @returns {string} the last line of a test run */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

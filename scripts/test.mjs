import { buildApp } from './build-app.mjs';
import { runChecks, staticChecks } from './checks/static.mjs';
import { lastLine, sum } from './checks/tally.mjs';
import { vitestInElectron, vitestWithWindows } from './checks/vitest.mjs';
import { say } from './console/progress.mjs';
import { timeInWords } from './console/words.mjs';
import { describe } from './failure.mjs';
import { setUp } from './setup/set-up.mjs';

// The soak runs the same tests, with many more made cases in those that draw them at random.
const isSoak = process.argv.includes('--soak');
if (isSoak) process.env.MASKWRIGHT_SOAK = '1';
const limits = isSoak ? ['--testTimeout=7200000'] : [];
const startedMs = performance.now();

/** Whatever stops a runner is one failure, and the next runner has its turn. @param {() => Promise<import('./checks/tally.mjs').Tally>} runner */
async function counted(runner) {
  try {
    return await runner();
  } catch (error) {
    say(describe(error, 'A test runner'));
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const tallies = [
  await counted(async () => {
    await setUp();
    await buildApp();
    return { passed: 0, failed: 0, skipped: 0 };
  }),
];
if (tallies[0].failed === 0) {
  tallies.push(await counted(() => runChecks(staticChecks())));
  tallies.push(await counted(() => vitestInElectron('vitest.config.ts', limits)));
  tallies.push(await counted(() => vitestWithWindows('vitest.e2e.config.ts', limits)));
}
const total = sum(tallies);
say(`All tests in ${timeInWords((performance.now() - startedMs) / 1000)}`);
process.stdout.write(`${lastLine(total)}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

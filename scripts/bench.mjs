import { buildApp } from './build-app.mjs';
import { sum } from './checks/tally.mjs';
import { vitestInElectron, vitestWithWindows } from './checks/vitest.mjs';
import { say } from './console/progress.mjs';
import { describe } from './failure.mjs';
import { setUp } from './setup/set-up.mjs';

try {
  await setUp();
  await buildApp();
  const wanted = process.argv.slice(2);
  const { failed } = sum([
    await vitestInElectron('vitest.bench.config.ts', ['--passWithNoTests', ...wanted]),
    await vitestWithWindows('vitest.window-bench.config.ts', ['--passWithNoTests', ...wanted]),
  ]);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  say(describe(error, 'The benchmark'));
  process.exitCode = 1;
}

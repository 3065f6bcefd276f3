import { buildApp } from './build-app.mjs';
import { vitestInElectron } from './checks/vitest.mjs';
import { say } from './console/progress.mjs';
import { describe } from './failure.mjs';
import { setUp } from './setup/set-up.mjs';

try {
  await setUp();
  await buildApp();
  const { failed } = await vitestInElectron('vitest.bench.config.ts', process.argv.slice(2));
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  say(describe(error, 'The benchmark'));
  process.exitCode = 1;
}

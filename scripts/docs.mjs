import { vitestInElectron } from './checks/vitest.mjs';
import { say } from './console/progress.mjs';
import { describe } from './failure.mjs';
import { setUp } from './setup/set-up.mjs';

// The test that compares the generated pages with the program writes them instead.
process.env.MASKWRIGHT_WRITE_DOCS = '1';
try {
  await setUp();
  const { failed } = await vitestInElectron('vitest.config.ts', ['test/unit/docs']);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  say(describe(error, 'Writing the documents'));
  process.exitCode = 1;
}

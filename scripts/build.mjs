import { buildApp } from './build-app.mjs';
import { say } from './console/progress.mjs';
import { describe } from './failure.mjs';
import { setUp } from './setup/set-up.mjs';

try {
  await setUp();
  await buildApp({ always: true });
} catch (error) {
  say(describe(error, 'The build'));
  process.exitCode = 1;
}

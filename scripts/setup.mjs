import { say } from './console/progress.mjs';
import { describe } from './failure.mjs';
import { setUp } from './setup/set-up.mjs';

try {
  await setUp();
  say('Everything is set up.');
} catch (error) {
  say(describe(error, 'Set-up'));
  process.exitCode = 1;
}

import { join } from 'node:path';
import { say } from '../console/progress.mjs';
import { nodeModules, root } from '../paths.mjs';
import { run } from '../run-command.mjs';

const typescript = join(nodeModules, 'typescript', 'bin', 'tsc');
const biome = join(nodeModules, '@biomejs', 'biome', 'bin', 'biome');

/** What is checked without running the app; each counts as one test. */
const checks = [
  { name: 'types of main, engine and command line', args: [typescript, '-p', 'tsconfig.node.json'] },
  { name: 'types of the window', args: [typescript, '-p', 'tsconfig.web.json'] },
  { name: 'types of the scripts', args: [typescript, '-p', 'tsconfig.scripts.json'] },
  { name: 'lint and format', args: [biome, 'check', '--error-on-warnings'] },
];

/** @returns {Promise<import('./tally.mjs').Tally>} */
export async function staticChecks() {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, args } of checks) {
    const { code, output } = await run(process.execPath, args, { cwd: root });
    say(`${code === 0 ? 'passed' : 'FAILED'}  ${name}`);
    if (code !== 0) say(output);
    tally[code === 0 ? 'passed' : 'failed']++;
  }
  return tally;
}

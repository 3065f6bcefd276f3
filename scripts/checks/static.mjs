import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../console/progress.mjs';
import { nodeModules, root } from '../paths.mjs';
import { run } from '../run-command.mjs';

const typescript = join(nodeModules, 'typescript', 'bin', 'tsc');
const knip = join(nodeModules, 'knip', 'bin', 'knip.js');
const biome = join(nodeModules, '@biomejs', 'biome', 'bin', 'biome');

/** @typedef {{name: string, args: string[]}} Check one program to run in Node */

/** @returns {Check[]} one for every part of the tree that has compiler settings of its own */
export function typeChecks() {
  const settings = readdirSync(root).filter((name) => /^tsconfig\.\w+\.json$/.test(name));
  return settings.sort().map((name) => ({ name: `types, ${name}`, args: [typescript, '-p', name] }));
}

/** @returns {Check[]} what is checked without running the app */
export const staticChecks = () => [
  ...typeChecks(),
  { name: 'lint and format', args: [biome, 'check', '--error-on-warnings'] },
  { name: 'dead files and dependencies', args: [knip] },
];

/** @param {Check[]} checks @returns {Promise<import('./tally.mjs').Tally>} each check counts as one test */
export async function runChecks(checks) {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, args } of checks) {
    const { code, output } = await run(process.execPath, args, { cwd: root });
    say(`${code === 0 ? 'passed' : 'FAILED'}  ${name}`);
    if (code !== 0) say(output);
    tally[code === 0 ? 'passed' : 'failed']++;
  }
  return tally;
}

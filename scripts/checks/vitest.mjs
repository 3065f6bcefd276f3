import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasDisplay } from '../display.mjs';
import { electronExecutable, nodeModules, root, tensorflowEnvironment } from '../paths.mjs';
import { run } from '../run-command.mjs';
import { tallyOf } from './tally.mjs';

const script = join(nodeModules, 'vitest', 'vitest.mjs');

/**
 * Runs vitest inside Electron's Node, for which the native parts are built.
 * @param {string} config file in the checkout
 * @param {string[]} [args]
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export function vitestInElectron(config, args = []) {
  const env = { ...process.env, ...tensorflowEnvironment, ELECTRON_RUN_AS_NODE: '1' };
  return vitest(electronExecutable(), [script], config, args, env);
}

/**
 * Runs vitest in plain Node, on a virtual display where there is no other.
 * @param {string} config
 * @param {string[]} [args]
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export function vitestWithWindows(config, args = []) {
  // With this variable set Electron would start as Node, and Playwright would see no window.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = { ...process.env, ...tensorflowEnvironment };
  if (hasDisplay()) return vitest(process.execPath, [script], config, args, env);
  const virtual = ['-a', '-s', '-screen 0 1600x1000x24', process.execPath, script];
  return vitest('xvfb-run', virtual, config, args, env);
}

/** @param {string} command @param {string[]} before @param {string} config @param {string[]} args @param {NodeJS.ProcessEnv} env */
async function vitest(command, before, config, args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'maskwright-test-'));
  const output = join(folder, 'report.json');
  const reporting = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`];
  const { code } = await run(command, [...before, 'run', '--config', config, ...reporting, ...args], {
    cwd: root,
    env,
    inherit: true,
  });
  const report = existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return tallyOf(report, code);
}

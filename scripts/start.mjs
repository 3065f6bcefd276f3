import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { buildApp } from './build-app.mjs';
import { say } from './console/progress.mjs';
import { hasDisplay, noDisplay } from './display.mjs';
import { describe } from './failure.mjs';
import { electronExecutable, nodeModules, root, tensorflowEnvironment } from './paths.mjs';
import { isSandboxRefused, sandboxRefused } from './sandbox.mjs';
import { setUp } from './setup/set-up.mjs';

// npm runs scripts in the checkout; a folder on the command line is meant from where the person stands.
const words = process.argv.slice(2);
const isDevelopment = words[0] === '--dev';
const forApp = words
  .slice(isDevelopment ? 1 : 0)
  .map((word) => (word.startsWith('-') ? word : resolve(process.env.INIT_CWD ?? process.cwd(), word)));
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

try {
  await setUp();
  if (!isDevelopment) await buildApp();
  if (!hasDisplay()) throw noDisplay();
  process.exitCode = isDevelopment ? await develop() : await open();
} catch (error) {
  say(describe(error, 'The start'));
  process.exitCode = 1;
}

/** Chromium refuses to run as root with its sandbox; for anyone else the sandbox stays. */
async function open() {
  const electron = electronExecutable();
  const code = await runToEnd(electron, [root, ...(isRoot ? ['--no-sandbox'] : []), ...forApp]);
  if (code !== 0 && process.platform === 'linux' && !isRoot && isSandboxRefused(electron))
    throw sandboxRefused(electron);
  return code;
}

function develop() {
  const bundler = join(nodeModules, 'electron-vite', 'bin', 'electron-vite.js');
  const args = [bundler, 'dev', ...(isRoot ? ['--noSandbox'] : []), ...(forApp.length > 0 ? ['--', ...forApp] : [])];
  return runToEnd(process.execPath, args);
}

/** @param {string} command @param {string[]} args @returns {Promise<number>} its exit status */
function runToEnd(command, args) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = { ...process.env, ...tensorflowEnvironment };
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done(code ?? 1));
  });
}

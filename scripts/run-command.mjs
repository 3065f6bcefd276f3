import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Runs a command to its end and returns what it printed. A command that does not exist ends with `code` 127, one that
 * was stopped by the time limit with `code` 124: neither throws.
 * @param {string} command
 * @param {string[]} args
 * @param {{
 *   cwd?: string,
 *   env?: NodeJS.ProcessEnv,
 *   timeLimitMs?: number,
 *   everyMs?: number,
 *   onTick?: (output: string) => void,
 *   inherit?: boolean,
 * }} [options] `onTick` is called every `everyMs` (200) with the output so far; `inherit` shows the output instead
 * @returns {Promise<{code: number, output: string, stdout: string}>} `output` is standard output and error as they came
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    let output = '';
    let stdout = '';
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: options.inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    const ticking = options.onTick && setInterval(() => options.onTick?.(output), options.everyMs ?? 200);
    let isTimedOut = false;
    const limit =
      options.timeLimitMs &&
      setTimeout(() => {
        isTimedOut = true;
        child.kill('SIGKILL');
      }, options.timeLimitMs);
    /** @param {number} code */
    const finish = (code) => {
      if (ticking) clearInterval(ticking);
      if (limit) clearTimeout(limit);
      resolve({ code: isTimedOut ? 124 : code, output, stdout });
    };
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/**
 * npm as a command that can be spawned without a shell: the npm that started us, or the one beside this Node.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{command: string, args: string[]}}
 */
export function npmCommand(env = process.env) {
  const beside = dirname(process.execPath);
  const candidates = [
    env.npm_execpath ?? '',
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = candidates.find((path) => /npm-cli\.[cm]?js$/.test(path) && existsSync(path));
  return script ? { command: process.execPath, args: [script] } : { command: 'npm', args: [] };
}

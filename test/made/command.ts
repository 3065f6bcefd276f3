import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const commandFile = resolve(import.meta.dirname, '../../out/main/cli.js');

export interface CommandOutcome {
  status: number | null;
  stdout: string;
  stderr: string;
  /** The JSON objects on standard output, one a line. */
  json: Record<string, unknown>[];
}

/** Runs the built command line as a person would, in a process of its own; with `uid` as that user. */
export function maskwright(
  args: string[],
  environment: Record<string, string> = {},
  as: { uid?: number } = {},
): CommandOutcome {
  const run = spawnSync(process.execPath, [commandFile, ...args], {
    ...as,
    encoding: 'utf8',
    env: environmentOf(environment),
    maxBuffer: 2 ** 26,
  });
  const lines = args.includes('--json') ? run.stdout.split('\n').filter((line) => line !== '') : [];
  return { status: run.status, stdout: run.stdout, stderr: run.stderr, json: lines.map((line) => JSON.parse(line)) };
}

/** Starts the built command line and leaves it running; what it says on standard output is read from the process. */
export function startMaskwright(args: string[], environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [commandFile, ...args], {
    env: environmentOf(environment),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function environmentOf(extra: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '2', ...extra };
}
